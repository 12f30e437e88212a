using Cairn.Api.Enums.V1;
using Cairn.Api.Failure.V1;
using Cairn.Api.History.V1;
using Cairn.Sdk.Replay.Activations;
using Cairn.Sdk.Replay.Commands;
using Cairn.StateMachines;

namespace Cairn.Sdk.Replay.Machines;

/// <summary>The signals of a run to other workflows.</summary>
internal sealed class SignalMachines(
    CommandQueue queue, ActivationBuilder jobs, ITransitionObserver? observer)
{
    private readonly Dictionary<uint, SignalMachine> bySeq = [];
    private readonly Dictionary<long, SignalMachine> byInitiatedEvent = [];

    /// <summary>Workflow code signals another workflow.</summary>
    public void Send(WorkflowCommand.SignalExternal command)
    {
        var signal = new SignalMachine(command, byInitiatedEvent, observer);
        bySeq.Add(command.Seq, signal);
        queue.Add(signal, CommandType.SignalExternalWorkflowExecution);
    }

    /// <summary>Workflow code cancels a signal; a signal that was sent is not affected.</summary>
    public void Cancel(WorkflowCommand.CancelSignal command)
    {
        if (bySeq.TryGetValue(command.Seq, out var signal) && signal.Take(SignalTrigger.Cancel) == SignalState.Vanished)
        {
            Resolve(signal, new()
            {
                Message = "Signal was cancelled before being sent", CanceledFailureInfo = new(),
            });
        }
    }

    /// <summary>A signal was delivered, or could not be delivered.</summary>
    public void Apply(HistoryEvent e)
    {
        var failed = e.SignalExternalWorkflowExecutionFailedEventAttributes;
        var initiated = failed?.InitiatedEventId
            ?? e.ExternalWorkflowExecutionSignaledEventAttributes.InitiatedEventId;
        if (!byInitiatedEvent.Remove(initiated, out var signal))
        {
            throw queue.NothingFor(e, "no signal was sent by event " + initiated);
        }

        signal.Take(SignalTrigger.Settle);
        Resolve(signal, failed is null ? null : ToFailure(failed.Cause));
    }

    private static Failure ToFailure(SignalExternalWorkflowExecutionFailedCause cause) => new()
    {
        Message = "Unable to signal external workflow because " + cause switch
        {
            SignalExternalWorkflowExecutionFailedCause.Unspecified => "unknown",
            SignalExternalWorkflowExecutionFailedCause.SignalCountLimitExceeded =>
                "the limit of signals to one workflow is reached",
            _ => "it was not found",
        },
        ApplicationFailureInfo = new() { Type = cause.ToString() },
    };

    private void Resolve(SignalMachine signal, Failure? failure)
    {
        bySeq.Remove(signal.Seq);
        jobs.Add(new ActivationJob.ResolveSignal(signal.Seq, failure));
    }
}
