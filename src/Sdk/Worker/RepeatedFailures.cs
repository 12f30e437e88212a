using System.Collections.Concurrent;

namespace Cairn.Worker;

/// <summary>Remembers the last failure of each run whose tasks fail, so that the log is not repeated.</summary>
internal sealed class RepeatedFailures
{
    // Older ones are forgotten: their next failure is logged as if it were the first.
    private const int Most = 1_000;

    private readonly ConcurrentDictionary<string, (string Type, string Message)> last = new();

    /// <summary>Whether the failure is the same as the run's last one; null if none is known.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="type">The type of the exception.</param>
    /// <param name="message">Its message.</param>
    public bool? Note(string runId, string type, string message)
    {
        bool? same = last.TryGetValue(runId, out var before) ? before == (type, message) : null;
        if (last.Count >= Most)
        {
            last.Clear();
        }

        last[runId] = (type, message);
        return same;
    }

    /// <summary>A task of the run was completed.</summary>
    public void Forget(string runId)
    {
        if (!last.IsEmpty)
        {
            last.TryRemove(runId, out _);
        }
    }
}
