using Cairn.Converters;

namespace Cairn.Worker;

/// <summary>A run's entry in the cache. One task at a time uses it.</summary>
internal sealed class CachedRun(string runId)
{
    /// <summary>The run.</summary>
    public string RunId => runId;

    /// <summary>Its code and machines; null if they must be rebuilt from history.</summary>
    public RunState? State { get; set; }

    /// <summary>
    /// The contexts of its activities by the event that scheduled each, for a codec that depends on them; empty for
    /// others.
    /// </summary>
    public Dictionary<long, ISerializationContext.Activity> Activities { get; } = [];

    /// <summary>Whether a task uses it.</summary>
    public bool IsTaken { get; set; }

    /// <summary>Whether it is to be removed when its task releases it.</summary>
    public bool IsUnwanted { get; set; }

    /// <summary>The tasks that wait for it; null if none has waited yet.</summary>
    public Queue<TaskCompletionSource>? Waiters { get; set; }

    /// <summary>Drops code and machines; code that is stuck is left running.</summary>
    public void Forget(bool isStuck = false)
    {
        if (!isStuck)
        {
            State?.Dispose();
        }

        State = null;
    }
}
