using Cairn.Api.Command.V1;
using Cairn.Api.Enums.V1;
using Cairn.Api.Failure.V1;
using Cairn.Api.History.V1;
using Cairn.Sdk.Replay.Activations;
using Cairn.Sdk.Replay.Commands;
using Cairn.StateMachines;

namespace Cairn.Sdk.Replay.Machines;

/// <summary>The requests of a run to cancel other workflows.</summary>
internal sealed class CancelMachines(
    CommandQueue queue, ActivationBuilder jobs, ITransitionObserver? observer)
{
    private readonly Dictionary<long, CancelMachine> byInitiatedEvent = [];

    /// <summary>Workflow code requests the cancellation of another workflow.</summary>
    public void Cancel(WorkflowCommand.CancelExternal command) => Add(
        command.Attributes,
        command.Site,
        failure => jobs.Add(new ActivationJob.ResolveCancel(command.Seq, failure)));

    /// <summary>Requests the cancellation of a child.</summary>
    public void CancelChild(
        RequestCancelExternalWorkflowExecutionCommandAttributes request, CallSite site, Action<Failure?> settled) =>
        Add(request, site, settled);

    /// <summary>A request was delivered, or could not be delivered.</summary>
    public void Apply(HistoryEvent e)
    {
        var failed = e.RequestCancelExternalWorkflowExecutionFailedEventAttributes;
        var initiated = failed?.InitiatedEventId
            ?? e.ExternalWorkflowExecutionCancelRequestedEventAttributes.InitiatedEventId;
        if (!byInitiatedEvent.Remove(initiated, out var request))
        {
            throw queue.NothingFor(e, "no request to cancel was made by event " + initiated);
        }

        request.Close(failed is null ? null : ToFailure(failed.Cause));
    }

    private static Failure ToFailure(CancelExternalWorkflowExecutionFailedCause cause) => new()
    {
        Message = "Unable to cancel external workflow because "
            + (cause == CancelExternalWorkflowExecutionFailedCause.Unspecified ? "unknown" : "it was not found"),
        ApplicationFailureInfo = new() { Type = cause.ToString() },
    };

    private void Add(
        RequestCancelExternalWorkflowExecutionCommandAttributes request, CallSite site, Action<Failure?> settled) =>
        queue.Add(
            new CancelMachine(request, site, settled, byInitiatedEvent, observer),
            CommandType.RequestCancelExternalWorkflowExecution);
}
