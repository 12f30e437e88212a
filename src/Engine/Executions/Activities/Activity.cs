using Cairn.Api.Common.V1;
using Cairn.Api.History.V1;
using Failure = Cairn.Api.Failure.V1.Failure;

namespace Cairn.Engine.Executions.Activities;

/// <summary>An activity that has not ended.</summary>
public sealed record Activity
{
    /// <summary>Scheduled, started or backing off.</summary>
    public required ActivityStatus Status { get; init; }

    /// <summary>The event that scheduled it, with its timeouts made whole.</summary>
    public required HistoryEvent ScheduledEvent { get; init; }

    /// <summary>Counts from 1.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>When this attempt was, or will be, scheduled.</summary>
    public required DateTimeOffset AttemptScheduledTime { get; init; }

    /// <summary>When this attempt was started.</summary>
    public DateTimeOffset StartedTime { get; init; }

    /// <summary>The id of the poll that took this attempt.</summary>
    public string RequestId { get; init; } = "";

    /// <summary>Who took the last attempt that was started; empty if none was.</summary>
    public string Identity { get; init; } = "";

    /// <summary>The build of the worker that took the last attempt; null if it named none.</summary>
    public WorkerVersionStamp? WorkerVersion { get; init; }

    /// <summary>The last failure; null if no attempt failed.</summary>
    public Failure? LastFailure { get; init; }

    /// <summary>When the last attempt ended; null if none did.</summary>
    public DateTimeOffset? LastAttemptTime { get; init; }

    /// <summary>When the last heartbeat came; null if none did.</summary>
    public DateTimeOffset? HeartbeatTime { get; init; }

    /// <summary>What the last heartbeat said; kept for the next attempt.</summary>
    public Payloads? HeartbeatDetails { get; init; }

    /// <summary>The event that asked it to stop; 0 if none did.</summary>
    public long CancelRequestedEventId { get; init; }

    /// <summary>The id of the scheduled event.</summary>
    public long ScheduledEventId => ScheduledEvent.EventId;

    /// <summary>What it was scheduled with, and what of that was changed since.</summary>
    public required ActivityTaskScheduledEventAttributes Options { get; init; }

    /// <summary>Who holds it back; null if nobody does.</summary>
    public ActivityPause? Pause { get; init; }

    /// <summary>Whether the worker that has its first attempt should hear that somebody began it anew.</summary>
    public bool ResetRequested { get; init; }

    /// <summary>Whether the next attempt begins without the details of heartbeats.</summary>
    public bool ForgetsHeartbeat { get; init; }

    /// <summary>When the first attempt was scheduled.</summary>
    public required DateTimeOffset FirstScheduledTime { get; init; }

    /// <summary>Whether a worker has it.</summary>
    public bool IsStarted => Status == ActivityStatus.Started;

    /// <summary>Whether it was asked to stop.</summary>
    public bool CancelRequested => CancelRequestedEventId != 0;
}

/// <summary>Who holds an activity back: no attempt of it is handed out until somebody lets it go on.</summary>
/// <param name="Time">Since when.</param>
/// <param name="Identity">Who.</param>
/// <param name="Reason">Why.</param>
public sealed record ActivityPause(DateTimeOffset Time, string Identity, string Reason);
