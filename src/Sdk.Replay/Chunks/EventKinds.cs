using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;

namespace Cairn.Sdk.Replay.Chunks;

/// <summary>What kinds of events there are, from the point of view of workflow code.</summary>
internal static class EventKinds
{
    /// <summary>
    /// Whether workflow code's own command wrote the event: it must be produced again, in the same order.
    /// </summary>
    public static bool IsCommandEvent(this HistoryEvent e) => e.EventType
        is EventType.ActivityTaskScheduled
        or EventType.ActivityTaskCancelRequested
        or EventType.TimerStarted
        or EventType.TimerCanceled
        or EventType.MarkerRecorded
        or EventType.StartChildWorkflowExecutionInitiated
        or EventType.SignalExternalWorkflowExecutionInitiated
        or EventType.RequestCancelExternalWorkflowExecutionInitiated
        or EventType.UpsertWorkflowSearchAttributes
        or EventType.WorkflowPropertiesModified
        or EventType.NexusOperationScheduled
        or EventType.NexusOperationCancelRequested
        or EventType.WorkflowExecutionCompleted
        or EventType.WorkflowExecutionFailed
        or EventType.WorkflowExecutionCanceled
        or EventType.WorkflowExecutionContinuedAsNew
        or EventType.WorkflowExecutionUpdateAccepted
        or EventType.WorkflowExecutionUpdateRejected
        or EventType.WorkflowExecutionUpdateCompleted;

    /// <summary>Whether the execution is over with this event.</summary>
    public static bool IsClose(this HistoryEvent e) => e.EventType
        is EventType.WorkflowExecutionCompleted
        or EventType.WorkflowExecutionFailed
        or EventType.WorkflowExecutionTimedOut
        or EventType.WorkflowExecutionTerminated
        or EventType.WorkflowExecutionCanceled
        or EventType.WorkflowExecutionContinuedAsNew;
}
