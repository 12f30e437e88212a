using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;
using static Cairn.Api.Enums.V1.EventType;
using static Cairn.Sdk.Replay.Chunks.EventKind;

namespace Cairn.Sdk.Replay.Chunks;

/// <summary>What an event means to workflow code.</summary>
internal enum EventKind
{
    /// <summary>This version of the SDK does not know the event.</summary>
    Unknown,

    /// <summary>
    /// A command of workflow code wrote it. A replay must produce the command again, in the same order.
    /// </summary>
    Command,

    /// <summary>The replay must process the event, for workflow code or for its own state.</summary>
    Relevant,

    /// <summary>The event does not concern workflow code.</summary>
    Silent,
}

/// <summary>Assigns each event type its kind.</summary>
internal static class EventKinds
{
    private static readonly Dictionary<EventType, EventKind> s_kinds = new()
    {
        [ActivityTaskScheduled] = Command,
        [ActivityTaskCancelRequested] = Command,
        [TimerStarted] = Command,
        [TimerCanceled] = Command,
        [MarkerRecorded] = Command,
        [StartChildWorkflowExecutionInitiated] = Command,
        [SignalExternalWorkflowExecutionInitiated] = Command,
        [RequestCancelExternalWorkflowExecutionInitiated] = Command,
        [UpsertWorkflowSearchAttributes] = Command,
        [WorkflowPropertiesModified] = Command,
        [NexusOperationScheduled] = Command,
        [NexusOperationCancelRequested] = Command,
        [WorkflowExecutionCompleted] = Command,
        [WorkflowExecutionFailed] = Command,
        [WorkflowExecutionCanceled] = Command,
        [WorkflowExecutionContinuedAsNew] = Command,
        [WorkflowExecutionUpdateAccepted] = Command,
        [WorkflowExecutionUpdateRejected] = Command,
        [WorkflowExecutionUpdateCompleted] = Command,

        [WorkflowExecutionStarted] = Relevant,
        [WorkflowTaskCompleted] = Relevant, // It records which flags were in use.
        [WorkflowTaskFailed] = Relevant, // A reset writes this event and begins another run.
        [WorkflowExecutionSignaled] = Relevant,
        [WorkflowExecutionCancelRequested] = Relevant,
        [WorkflowExecutionUpdateAdmitted] = Relevant,
        [TimerFired] = Relevant,
        [ActivityTaskStarted] = Relevant,
        [ActivityTaskCompleted] = Relevant,
        [ActivityTaskFailed] = Relevant,
        [ActivityTaskTimedOut] = Relevant,
        [ActivityTaskCanceled] = Relevant,
        [StartChildWorkflowExecutionFailed] = Relevant,
        [ChildWorkflowExecutionStarted] = Relevant,
        [ChildWorkflowExecutionCompleted] = Relevant,
        [ChildWorkflowExecutionFailed] = Relevant,
        [ChildWorkflowExecutionCanceled] = Relevant,
        [ChildWorkflowExecutionTimedOut] = Relevant,
        [ChildWorkflowExecutionTerminated] = Relevant,
        [ExternalWorkflowExecutionSignaled] = Relevant,
        [SignalExternalWorkflowExecutionFailed] = Relevant,
        [ExternalWorkflowExecutionCancelRequested] = Relevant,
        [RequestCancelExternalWorkflowExecutionFailed] = Relevant,

        [WorkflowTaskScheduled] = Silent,
        [WorkflowTaskStarted] = Silent,
        [WorkflowTaskTimedOut] = Silent,
        [WorkflowExecutionTimedOut] = Silent,
        [WorkflowExecutionTerminated] = Silent,
        [WorkflowExecutionOptionsUpdated] = Silent,
        [WorkflowExecutionPaused] = Silent,
        [WorkflowExecutionUnpaused] = Silent,
        [WorkflowPropertiesModifiedExternally] = Silent,
        [ActivityPropertiesModifiedExternally] = Silent,
        [WorkflowExecutionTimeSkippingTransitioned] = Silent,

        [NexusOperationStarted] = Unknown,
        [NexusOperationCompleted] = Unknown,
        [NexusOperationFailed] = Unknown,
        [NexusOperationCanceled] = Unknown,
        [NexusOperationTimedOut] = Unknown,
        [NexusOperationCancelRequestCompleted] = Unknown,
        [NexusOperationCancelRequestFailed] = Unknown,
    };

    /// <summary>The kind of an event type; a type of a later version is unknown.</summary>
    public static EventKind KindOf(EventType type) => s_kinds.GetValueOrDefault(type);

    /// <summary>Whether the table has the event type.</summary>
    public static bool Names(EventType type) => s_kinds.ContainsKey(type);

    /// <summary>
    /// Whether a command of workflow code wrote the event. A replay must produce it again, in the same order.
    /// </summary>
    public static bool IsCommandEvent(this HistoryEvent e) => KindOf(e.EventType) == Command;

    /// <summary>Whether the execution is over with this event.</summary>
    public static bool IsClose(this HistoryEvent e) => e.EventType
        is WorkflowExecutionCompleted
        or WorkflowExecutionFailed
        or WorkflowExecutionTimedOut
        or WorkflowExecutionTerminated
        or WorkflowExecutionCanceled
        or WorkflowExecutionContinuedAsNew;
}
