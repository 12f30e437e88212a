using Cairn.Api.Command.V1;
using Cairn.Api.Enums.V1;
using Cairn.Api.Failure.V1;
using Cairn.Api.History.V1;
using Cairn.Sdk.Replay.Commands;
using Cairn.StateMachines;
using static Cairn.Sdk.Replay.Machines.CancelState;
using static Cairn.Sdk.Replay.Machines.CancelTrigger;

namespace Cairn.Sdk.Replay.Machines;

/// <summary>The state of a request to cancel another workflow.</summary>
internal enum CancelState
{
    /// <summary>Requested; history has no event yet.</summary>
    Issued,

    /// <summary>The server will deliver it.</summary>
    Initiated,

    /// <summary>Delivered, or failed to be delivered.</summary>
    Closed,
}

/// <summary>What happens to a request to cancel another workflow.</summary>
internal enum CancelTrigger
{
    /// <summary>History has the initiated event.</summary>
    Recorded,

    /// <summary>It was delivered or could not be delivered.</summary>
    Settle,
}

/// <summary>One request to cancel another workflow, a child or any other.</summary>
/// <param name="request">The request.</param>
/// <param name="site">Where in the workflow's source it was made.</param>
/// <param name="settled">Called once with the outcome: a failure if it could not be delivered, else null.</param>
/// <param name="byInitiatedEvent">The index in which it registers under its initiated event.</param>
/// <param name="observer">Called for every transition; null for none.</param>
internal sealed class CancelMachine(
    RequestCancelExternalWorkflowExecutionCommandAttributes request,
    CallSite site,
    Action<Failure?> settled,
    Dictionary<long, CancelMachine> byInitiatedEvent,
    ITransitionObserver? observer)
    : CommandMachine(site)
{
    /// <summary>The transitions of a request.</summary>
    public static readonly TransitionTable<CancelState, CancelTrigger> Table = new(initial: Issued)
    {
        { Issued,    Recorded, Initiated },
        { Initiated, Settle,   Closed    },
    };

    private CancelState state = Table.Initial;

    /// <summary>The id of the workflow to cancel.</summary>
    public override string Name => request.WorkflowId;

    /// <summary>Records that it was delivered, or could not be delivered.</summary>
    public void Close(Failure? failure)
    {
        state = Table.Take(state, Settle, "Request to cancel workflow", Name, observer);
        settled(failure);
    }

    /// <inheritdoc/>
    public override Command ToCommand(CommandType command) =>
        new() { CommandType = command, RequestCancelExternalWorkflowExecutionCommandAttributes = request };

    /// <inheritdoc/>
    public override bool Accepts(CommandType command, HistoryEvent e) =>
        e.EventType == EventType.RequestCancelExternalWorkflowExecutionInitiated;

    /// <inheritdoc/>
    public override void Record(CommandType command, HistoryEvent e)
    {
        state = Table.Take(state, Recorded, "Request to cancel workflow", Name, observer);
        byInitiatedEvent.Add(e.EventId, this);
    }
}
