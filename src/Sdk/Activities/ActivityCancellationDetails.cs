namespace Cairn.Activities;

/// <summary>All reasons why an activity should stop.</summary>
public class ActivityCancellationDetails
{
    /// <summary>The server no longer knows the attempt.</summary>
    public bool IsGoneFromServer { get; init; }

    /// <summary>The workflow requested its cancellation.</summary>
    public bool IsCancelRequested { get; init; }

    /// <summary>It took longer than its timeout.</summary>
    public bool IsTimedOut { get; init; }

    /// <summary>The worker shuts down.</summary>
    public bool IsWorkerShutdown { get; init; }

    /// <summary>An operator paused the activity.</summary>
    public bool IsPaused { get; init; }

    /// <summary>An operator reset the activity.</summary>
    public bool IsReset { get; init; }

    /// <summary>A heartbeat could not be encoded.</summary>
    public bool IsHeartbeatRecordFailure { get; init; }

    internal static ActivityCancellationDetails Of(ActivityCancelReason reason) => new()
    {
        IsGoneFromServer = reason == ActivityCancelReason.GoneFromServer,
        IsCancelRequested = reason == ActivityCancelReason.CancelRequested,
        IsTimedOut = reason == ActivityCancelReason.Timeout,
        IsWorkerShutdown = reason == ActivityCancelReason.WorkerShutdown,
        IsPaused = reason == ActivityCancelReason.Paused,
        IsReset = reason == ActivityCancelReason.Reset,
        IsHeartbeatRecordFailure = reason == ActivityCancelReason.HeartbeatRecordFailure,
    };
}
