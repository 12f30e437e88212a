using Cairn.Api.Common.V1;
using Cairn.Api.History.V1;
using Failure = Cairn.Api.Failure.V1.Failure;

namespace Cairn.Engine.Executions.Activities;

/// <summary>An activity that has not ended.</summary>
public sealed record Activity
{
    /// <summary>Scheduled, started or backing off.</summary>
    public required ActivityStatus Status { get; init; }

    /// <summary>The event that scheduled it, with its timeouts completed.</summary>
    public required HistoryEvent ScheduledEvent { get; init; }

    /// <summary>The number of the attempt, from 1.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>When this attempt was, or will be, scheduled.</summary>
    public required DateTimeOffset AttemptScheduledTime { get; init; }

    /// <summary>When this attempt was started.</summary>
    public DateTimeOffset StartedTime { get; init; }

    /// <summary>The id of the poll that took this attempt.</summary>
    public string RequestId { get; init; } = "";

    /// <summary>The worker that took the last started attempt; empty if none was started.</summary>
    public string Identity { get; init; } = "";

    /// <summary>The build of the worker that took the last attempt; null if it named none.</summary>
    public WorkerVersionStamp? WorkerVersion { get; init; }

    /// <summary>The last failure; null if no attempt failed.</summary>
    public Failure? LastFailure { get; init; }

    /// <summary>When the last attempt ended; null if none did.</summary>
    public DateTimeOffset? LastAttemptTime { get; init; }

    /// <summary>When the last heartbeat arrived; null if none did.</summary>
    public DateTimeOffset? HeartbeatTime { get; init; }

    /// <summary>The details of the last heartbeat; kept for the next attempt.</summary>
    public Payloads? HeartbeatDetails { get; init; }

    /// <summary>The event that requested its cancellation; 0 if none did.</summary>
    public long CancelRequestedEventId { get; init; }

    /// <summary>The id of the scheduled event.</summary>
    public long ScheduledEventId => ScheduledEvent.EventId;

    /// <summary>Its current options: those it was scheduled with, and later changes.</summary>
    public required ActivityTaskScheduledEventAttributes Options { get; init; }

    /// <summary>Who paused it, when and why; null if it is not paused.</summary>
    public ActivityPause? Pause { get; init; }

    /// <summary>Whether the worker that has its first attempt should be notified that the activity was reset.</summary>
    public bool ResetRequested { get; init; }

    /// <summary>Whether the next attempt starts without the details of heartbeats.</summary>
    public bool ForgetsHeartbeat { get; init; }

    /// <summary>When the first attempt was scheduled.</summary>
    public required DateTimeOffset FirstScheduledTime { get; init; }

    /// <summary>Whether a worker has the attempt.</summary>
    public bool IsStarted => Status == ActivityStatus.Started;

    /// <summary>Whether its cancellation was requested.</summary>
    public bool CancelRequested => CancelRequestedEventId != 0;
}

/// <summary>The pause of an activity: no worker receives an attempt until the activity is unpaused.</summary>
/// <param name="Time">When it was paused.</param>
/// <param name="Identity">Who paused it.</param>
/// <param name="Reason">The reason; empty if none was given.</param>
public sealed record ActivityPause(DateTimeOffset Time, string Identity, string Reason);
