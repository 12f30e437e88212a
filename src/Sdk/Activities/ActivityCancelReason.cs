namespace Cairn.Activities;

/// <summary>Why an activity should stop.</summary>
public enum ActivityCancelReason
{
    /// <summary>It need not stop.</summary>
    None,

    /// <summary>The server no longer knows the attempt: it timed out, or the workflow closed.</summary>
    GoneFromServer,

    /// <summary>The workflow requested its cancellation.</summary>
    CancelRequested,

    /// <summary>It took longer than its timeout.</summary>
    Timeout,

    /// <summary>The worker shuts down, and its graceful timeout is over.</summary>
    WorkerShutdown,

    /// <summary>A heartbeat could not be encoded.</summary>
    HeartbeatRecordFailure,

    /// <summary>An operator paused the activity.</summary>
    Paused,

    /// <summary>An operator reset the activity.</summary>
    Reset,
}
