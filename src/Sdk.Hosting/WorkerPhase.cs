namespace Cairn.Extensions.Hosting;

/// <summary>How far a hosted worker is.</summary>
internal enum WorkerPhase
{
    /// <summary>Its host has not started it.</summary>
    NotStarted,

    /// <summary>It has not reached its server yet.</summary>
    Connecting,

    /// <summary>It takes tasks.</summary>
    Running,

    /// <summary>It takes no more tasks, and waits for those that run.</summary>
    Draining,

    /// <summary>It has been stopped, by its host or by the program.</summary>
    Ended,

    /// <summary>It has ended with an error, for good.</summary>
    Failed,
}
