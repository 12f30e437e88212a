using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;
using Cairn.Engine.Executions.Signals;

namespace Cairn.Engine.Executions.Externals;

/// <summary>Receives a signal from another workflow: once, however often it is delivered.</summary>
public static class ReceiveSignal
{
    /// <summary>Whether a run has received the signal.</summary>
    public static bool HasReceived(Execution receiver, Execution sender, HistoryEvent initiated) =>
        receiver.SignalRequestIds.Contains(RequestId(sender, initiated));

    /// <summary>Decides the signal.</summary>
    /// <param name="turn">The decision on the receiver; null if there is none.</param>
    /// <param name="sender">The sender.</param>
    /// <param name="initiated">The sender's event.</param>
    /// <returns>Why it was rejected; Unspecified if it was accepted.</returns>
    public static SignalExternalWorkflowExecutionFailedCause Decide(
        Turn? turn, Execution sender, HistoryEvent initiated)
    {
        var signal = initiated.SignalExternalWorkflowExecutionInitiatedEventAttributes;
        if (turn is not null && HasReceived(turn.State, sender, initiated))
        {
            return SignalExternalWorkflowExecutionFailedCause.Unspecified;
        }

        if (turn is not { State.IsOpen: true }
            || turn.State.Key == sender.Key
            || (signal.ChildWorkflowOnly && !turn.State.IsChildOf(sender)))
        {
            return SignalExternalWorkflowExecutionFailedCause.ExternalWorkflowExecutionNotFound;
        }

        var refusal = SignalWorkflow.Decide(
            turn,
            new()
            {
                SignalName = signal.SignalName,
                Input = signal.Input,
                Header = signal.Header,
                Identity = Events.ServerIdentity,
                RequestId = RequestId(sender, initiated),
            },
            sender.ToWire());
        return refusal is null
            ? SignalExternalWorkflowExecutionFailedCause.Unspecified
            : SignalExternalWorkflowExecutionFailedCause.SignalCountLimitExceeded;
    }

    private static string RequestId(Execution sender, HistoryEvent initiated) =>
        DerivedIds.Of(sender.Key.RunId, initiated.EventId);
}
