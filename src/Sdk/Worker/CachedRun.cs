namespace Cairn.Worker;

/// <summary>A run's place in the cache: one task at a time has it.</summary>
internal sealed class CachedRun(string runId)
{
    /// <summary>The run.</summary>
    public string RunId => runId;

    /// <summary>Its code and machines; null if they must be built from history.</summary>
    public RunState? State { get; set; }

    /// <summary>Whether a task has it.</summary>
    public bool IsTaken { get; set; }

    /// <summary>Whether it is to be forgotten when it is given back.</summary>
    public bool IsUnwanted { get; set; }

    /// <summary>Those who wait for it; null if nobody has yet.</summary>
    public Queue<TaskCompletionSource>? Waiters { get; set; }

    /// <summary>Throws code and machines away; code that is stuck stays where it is.</summary>
    public void Forget(bool isStuck = false)
    {
        if (!isStuck)
        {
            State?.Dispose();
        }

        State = null;
    }
}
