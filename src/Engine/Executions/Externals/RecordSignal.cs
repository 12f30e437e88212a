using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;
using Cairn.Engine.Executions.Outbox;
using Cairn.Engine.Executions.WorkflowTasks;

namespace Cairn.Engine.Executions.Externals;

/// <summary>Records the result of a signal in its sender. A repeated report changes nothing.</summary>
public static class RecordSignal
{
    /// <summary>Writes that the signal was received, or why not.</summary>
    public static void Decide(
        Turn turn, long initiatedEventId, SignalExternalWorkflowExecutionFailedCause cause)
    {
        if (!turn.State.IsOpen)
        {
            Outgoing.Delivered(turn, new Message(MessageKind.Signal, initiatedEventId));
            return;
        }

        if (turn.State.Externals.GetValueOrDefault(initiatedEventId) is not { } initiated)
        {
            return;
        }

        var signal = initiated.SignalExternalWorkflowExecutionInitiatedEventAttributes;
        turn.Write(cause == SignalExternalWorkflowExecutionFailedCause.Unspecified
            ? Taken(turn.State, initiatedEventId, signal)
            : Failed(turn.State, initiatedEventId, signal, cause));
        ScheduleWorkflowTask.IfNeeded(turn);
    }

    private static HistoryEvent Taken(
        Execution state, long initiatedEventId, SignalExternalWorkflowExecutionInitiatedEventAttributes signal) => new()
        {
            EventType = EventType.ExternalWorkflowExecutionSignaled,
            ExternalWorkflowExecutionSignaledEventAttributes = new ExternalWorkflowExecutionSignaledEventAttributes
            {
                InitiatedEventId = initiatedEventId,
                Namespace = state.Key.Namespace.Value,
                NamespaceId = signal.NamespaceId,
                WorkflowExecution = signal.WorkflowExecution,
                Control = signal.Control,
            },
        };

    private static HistoryEvent Failed(
        Execution state,
        long initiatedEventId,
        SignalExternalWorkflowExecutionInitiatedEventAttributes signal,
        SignalExternalWorkflowExecutionFailedCause cause) => new()
        {
            EventType = EventType.SignalExternalWorkflowExecutionFailed,
            SignalExternalWorkflowExecutionFailedEventAttributes =
                new SignalExternalWorkflowExecutionFailedEventAttributes
                {
                    Cause = cause,
                    Namespace = state.Key.Namespace.Value,
                    NamespaceId = signal.NamespaceId,
                    WorkflowExecution = signal.WorkflowExecution,
                    InitiatedEventId = initiatedEventId,
                    Control = signal.Control,
                },
        };
}
