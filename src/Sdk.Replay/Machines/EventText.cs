using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;

namespace Cairn.Sdk.Replay.Machines;

/// <summary>Names events in messages.</summary>
internal static class EventText
{
    /// <summary>The event's type and its subject, such as "ActivityTaskScheduled(Charge)".</summary>
    public static string Of(HistoryEvent e)
    {
        var subject = e.EventType switch
        {
            EventType.ActivityTaskScheduled => e.ActivityTaskScheduledEventAttributes.ActivityType.Name,
            EventType.TimerStarted => e.TimerStartedEventAttributes.TimerId,
            EventType.TimerCanceled => e.TimerCanceledEventAttributes.TimerId,
            EventType.TimerFired => e.TimerFiredEventAttributes.TimerId,
            EventType.MarkerRecorded => PatchMarker.TryRead(e, out var patch)
                ? $"{PatchMarker.MarkerName} {patch.PatchId}"
                : LocalActivityMarker.Is(e)
                    ? $"{LocalActivityMarker.MarkerName} {LocalActivityMarker.Read(e).ActivityType}"
                    : e.MarkerRecordedEventAttributes.MarkerName,
            EventType.StartChildWorkflowExecutionInitiated =>
                e.StartChildWorkflowExecutionInitiatedEventAttributes.WorkflowType.Name,
            EventType.SignalExternalWorkflowExecutionInitiated =>
                e.SignalExternalWorkflowExecutionInitiatedEventAttributes.SignalName,
            EventType.RequestCancelExternalWorkflowExecutionInitiated =>
                e.RequestCancelExternalWorkflowExecutionInitiatedEventAttributes.WorkflowExecution?.WorkflowId,
            EventType.WorkflowExecutionUpdateAccepted =>
                e.WorkflowExecutionUpdateAcceptedEventAttributes.AcceptedRequest?.Input?.Name,
            EventType.UpsertWorkflowSearchAttributes => string.Join(
                ", ", e.UpsertWorkflowSearchAttributesEventAttributes.SearchAttributes?.IndexedFields.Keys ?? []),
            _ => null,
        };
        return subject is null ? e.EventType.ToString() : $"{e.EventType}({subject})";
    }
}
