using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;

namespace Cairn.Tests.Simulation.Actors;

/// <summary>What a run asks of another one: to be its child, to take a signal, to cancel itself.</summary>
/// <param name="WorkflowId">Who is asked.</param>
/// <param name="Control">The step that asks.</param>
/// <param name="Task">The workflow task that asks.</param>
internal sealed record Errand(string WorkflowId, string Control, long Task)
{
    /// <summary>What an event asks for; null if it asks for nothing.</summary>
    public static Errand? Of(HistoryEvent e)
    {
        if (e.StartChildWorkflowExecutionInitiatedEventAttributes is { } child)
        {
            return new(child.WorkflowId, child.Control, child.WorkflowTaskCompletedEventId);
        }

        if (e.SignalExternalWorkflowExecutionInitiatedEventAttributes is { } signal)
        {
            return new(signal.WorkflowExecution.WorkflowId, signal.Control, signal.WorkflowTaskCompletedEventId);
        }

        return e.RequestCancelExternalWorkflowExecutionInitiatedEventAttributes is { } cancel
            ? new(cancel.WorkflowExecution.WorkflowId, cancel.Control, cancel.WorkflowTaskCompletedEventId)
            : null;
    }

    /// <summary>The event that asked for what is now at its end; null if nothing is.</summary>
    public static long? AnsweredBy(HistoryEvent e) => e.EventType switch
    {
        EventType.StartChildWorkflowExecutionFailed =>
            e.StartChildWorkflowExecutionFailedEventAttributes.InitiatedEventId,
        EventType.ChildWorkflowExecutionCompleted =>
            e.ChildWorkflowExecutionCompletedEventAttributes.InitiatedEventId,
        EventType.ChildWorkflowExecutionFailed => e.ChildWorkflowExecutionFailedEventAttributes.InitiatedEventId,
        EventType.ChildWorkflowExecutionCanceled => e.ChildWorkflowExecutionCanceledEventAttributes.InitiatedEventId,
        EventType.ChildWorkflowExecutionTimedOut => e.ChildWorkflowExecutionTimedOutEventAttributes.InitiatedEventId,
        EventType.ChildWorkflowExecutionTerminated =>
            e.ChildWorkflowExecutionTerminatedEventAttributes.InitiatedEventId,
        EventType.ExternalWorkflowExecutionSignaled =>
            e.ExternalWorkflowExecutionSignaledEventAttributes.InitiatedEventId,
        EventType.SignalExternalWorkflowExecutionFailed =>
            e.SignalExternalWorkflowExecutionFailedEventAttributes.InitiatedEventId,
        EventType.ExternalWorkflowExecutionCancelRequested =>
            e.ExternalWorkflowExecutionCancelRequestedEventAttributes.InitiatedEventId,
        EventType.RequestCancelExternalWorkflowExecutionFailed =>
            e.RequestCancelExternalWorkflowExecutionFailedEventAttributes.InitiatedEventId,
        _ => null,
    };
}
