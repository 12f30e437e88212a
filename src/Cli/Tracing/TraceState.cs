namespace Cairn.Cli.Tracing;

/// <summary>How far a part of a trace is.</summary>
internal enum TraceState
{
    /// <summary>It waits for a worker, or for its time.</summary>
    Waiting,

    /// <summary>It runs.</summary>
    Running,

    /// <summary>It completed, or its time came.</summary>
    Completed,

    /// <summary>It failed.</summary>
    Failed,

    /// <summary>It timed out.</summary>
    TimedOut,

    /// <summary>It was cancelled.</summary>
    Canceled,

    /// <summary>It was terminated.</summary>
    Terminated,

    /// <summary>It goes on in another run.</summary>
    ContinuedAsNew,
}
