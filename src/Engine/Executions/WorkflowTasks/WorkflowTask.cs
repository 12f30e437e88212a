using Cairn.Api.Common.V1;
using Cairn.Api.TaskQueue.V1;
using Google.Protobuf.WellKnownTypes;

namespace Cairn.Engine.Executions.WorkflowTasks;

/// <summary>The one workflow task that a run may have.</summary>
public sealed record WorkflowTask
{
    /// <summary>The status and kind of the task; never none.</summary>
    public required WorkflowTaskStatus Status { get; init; }

    /// <summary>
    /// The id of its scheduled event; for a transient task the id that it will get if the task completes.
    /// </summary>
    public required long ScheduledEventId { get; init; }

    /// <summary>The id of its started event; 0 until it is started.</summary>
    public long StartedEventId { get; init; }

    /// <summary>The number of the attempt, from 1; a transient task has 2 or more.</summary>
    public required int Attempt { get; init; }

    /// <summary>The queue that it was scheduled on.</summary>
    public required TaskQueue Queue { get; init; }

    /// <summary>When it was scheduled.</summary>
    public required DateTimeOffset ScheduledTime { get; init; }

    /// <summary>When the first of a sequence of heartbeating tasks was scheduled.</summary>
    public required DateTimeOffset OriginalScheduledTime { get; init; }

    /// <summary>How long it may wait for its worker; null if it may wait for ever.</summary>
    public TimeSpan? ScheduleToStartTimeout { get; init; }

    /// <summary>How long its worker may take.</summary>
    public required Duration StartToCloseTimeout { get; init; }

    /// <summary>When a worker took it.</summary>
    public DateTimeOffset StartedTime { get; init; }

    /// <summary>The id of the poll that took it.</summary>
    public string RequestId { get; init; } = "";

    /// <summary>The worker that took it.</summary>
    public string Identity { get; init; } = "";

    /// <summary>The build of the worker that took it; null if it named none.</summary>
    public WorkerVersionStamp? WorkerVersion { get; init; }

    /// <summary>The size of the history when it was taken, in bytes.</summary>
    public long HistoryBytes { get; init; }

    /// <summary>Whether its worker is advised to continue as new.</summary>
    public bool SuggestContinueAsNew { get; init; }

    /// <summary>Whether a worker has it.</summary>
    public bool IsStarted => Status is WorkflowTaskStatus.Started
        or WorkflowTaskStatus.StartedTransient or WorkflowTaskStatus.StartedSpeculative;

    /// <summary>
    /// Whether it was scheduled for updates only. If they are rejected, it leaves nothing behind; anything else that
    /// happens writes its events.
    /// </summary>
    public bool IsSpeculative => Status is WorkflowTaskStatus.ScheduledSpeculative
        or WorkflowTaskStatus.StartedSpeculative;

    /// <summary>Whether it retries a failed task, and has no events until it completes.</summary>
    public bool IsTransient => Status is WorkflowTaskStatus.ScheduledTransient or WorkflowTaskStatus.StartedTransient;

    /// <summary>Whether its events are in history.</summary>
    public bool HasEvents => !IsTransient && !IsSpeculative;

    /// <summary>When the current attempt times out; null if never.</summary>
    public DateTimeOffset? Deadline => IsStarted
        ? StartedTime + Events.FromWire(StartToCloseTimeout)
        : ScheduleToStartTimeout is { } wait ? ScheduledTime + wait : null;
}

/// <summary>The worker that has a run in its cache.</summary>
/// <param name="Queue">The queue that only this worker polls.</param>
/// <param name="ScheduleToStartTimeout">How long a task may wait in the queue.</param>
public sealed record Sticky(TaskQueue Queue, TimeSpan ScheduleToStartTimeout);

/// <summary>What is kept of a completed workflow task.</summary>
/// <param name="CompletedEventId">The completed event.</param>
/// <param name="OriginalScheduledTime">
/// When the first of the sequence of heartbeats that it ended was scheduled.
/// </param>
/// <param name="WorkerVersion">The build of its worker; null if it named none.</param>
public sealed record CompletedTask(
    long CompletedEventId, DateTimeOffset OriginalScheduledTime, WorkerVersionStamp? WorkerVersion);
