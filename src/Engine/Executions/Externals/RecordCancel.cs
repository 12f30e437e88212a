using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;
using Cairn.Engine.Executions.Outbox;
using Cairn.Engine.Executions.WorkflowTasks;

namespace Cairn.Engine.Executions.Externals;

/// <summary>Records the result of a cancellation request in its sender. A repeated report changes nothing.</summary>
public static class RecordCancel
{
    /// <summary>Writes that the other workflow received the request, or why not.</summary>
    public static void Decide(
        Turn turn, long initiatedEventId, CancelExternalWorkflowExecutionFailedCause cause)
    {
        if (!turn.State.IsOpen)
        {
            Outgoing.Delivered(turn, new Message(MessageKind.RequestCancel, initiatedEventId));
            return;
        }

        if (turn.State.Externals.GetValueOrDefault(initiatedEventId) is not { } initiated)
        {
            return;
        }

        var cancel = initiated.RequestCancelExternalWorkflowExecutionInitiatedEventAttributes;
        turn.Write(cause == CancelExternalWorkflowExecutionFailedCause.Unspecified
            ? Taken(turn.State, initiatedEventId, cancel)
            : Failed(turn.State, initiatedEventId, cancel, cause));
        ScheduleWorkflowTask.IfNeeded(turn);
    }

    private static HistoryEvent Taken(
        Execution state,
        long initiatedEventId,
        RequestCancelExternalWorkflowExecutionInitiatedEventAttributes cancel) => new()
        {
            EventType = EventType.ExternalWorkflowExecutionCancelRequested,
            ExternalWorkflowExecutionCancelRequestedEventAttributes =
                new ExternalWorkflowExecutionCancelRequestedEventAttributes
                {
                    InitiatedEventId = initiatedEventId,
                    Namespace = state.Key.Namespace.Value,
                    NamespaceId = cancel.NamespaceId,
                    WorkflowExecution = cancel.WorkflowExecution,
                },
        };

    private static HistoryEvent Failed(
        Execution state,
        long initiatedEventId,
        RequestCancelExternalWorkflowExecutionInitiatedEventAttributes cancel,
        CancelExternalWorkflowExecutionFailedCause cause) => new()
        {
            EventType = EventType.RequestCancelExternalWorkflowExecutionFailed,
            RequestCancelExternalWorkflowExecutionFailedEventAttributes =
                new RequestCancelExternalWorkflowExecutionFailedEventAttributes
                {
                    Cause = cause,
                    Namespace = state.Key.Namespace.Value,
                    NamespaceId = cancel.NamespaceId,
                    WorkflowExecution = cancel.WorkflowExecution,
                    InitiatedEventId = initiatedEventId,
                },
        };
}
