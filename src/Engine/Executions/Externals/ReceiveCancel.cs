using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;
using Cairn.Engine.Executions.Lifecycle;

namespace Cairn.Engine.Executions.Externals;

/// <summary>
/// Receives a cancellation request from another workflow. A request to a closed run is no error and does nothing.
/// </summary>
public static class ReceiveCancel
{
    /// <summary>Whether a run has received the request.</summary>
    public static bool HasReceived(Execution receiver, Execution sender, HistoryEvent initiated) =>
        receiver.CancelRequest?.WorkflowExecutionCancelRequestedEventAttributes is { } taken
        && taken.ExternalInitiatedEventId == initiated.EventId
        && taken.ExternalWorkflowExecution?.RunId == sender.Key.RunId.Value;

    /// <summary>Decides the request.</summary>
    /// <param name="turn">The decision on the receiver; null if there is none.</param>
    /// <param name="sender">The sender.</param>
    /// <param name="initiated">The sender's event.</param>
    /// <returns>Why it was rejected; Unspecified if it was accepted.</returns>
    public static CancelExternalWorkflowExecutionFailedCause Decide(
        Turn? turn, Execution sender, HistoryEvent initiated)
    {
        var cancel = initiated.RequestCancelExternalWorkflowExecutionInitiatedEventAttributes;
        if (turn is null
            || turn.State.Key == sender.Key
            || (cancel.ChildWorkflowOnly && !turn.State.IsChildOf(sender)))
        {
            return CancelExternalWorkflowExecutionFailedCause.ExternalWorkflowExecutionNotFound;
        }

        if (turn.State.IsOpen)
        {
            RequestCancelWorkflow.Write(turn, new WorkflowExecutionCancelRequestedEventAttributes
            {
                Cause = cancel.Reason,
                ExternalInitiatedEventId = initiated.EventId,
                ExternalWorkflowExecution = sender.ToWire(),
                Identity = Events.ServerIdentity,
            });
        }

        return CancelExternalWorkflowExecutionFailedCause.Unspecified;
    }
}
