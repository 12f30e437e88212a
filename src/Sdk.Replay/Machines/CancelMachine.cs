using Cairn.Api.Command.V1;
using Cairn.Api.Enums.V1;
using Cairn.Api.Failure.V1;
using Cairn.Api.History.V1;
using Cairn.Sdk.Replay.Commands;
using Cairn.StateMachines;
using static Cairn.Sdk.Replay.Machines.CancelState;
using static Cairn.Sdk.Replay.Machines.CancelTrigger;

namespace Cairn.Sdk.Replay.Machines;

/// <summary>Where a request to cancel another workflow stands.</summary>
internal enum CancelState
{
    /// <summary>The server does not know it yet.</summary>
    Issued,

    /// <summary>The server will deliver it.</summary>
    Initiated,

    /// <summary>Delivered, or known not to be deliverable.</summary>
    Closed,
}

/// <summary>What happens to a request to cancel another workflow.</summary>
internal enum CancelTrigger
{
    /// <summary>History has it.</summary>
    Recorded,

    /// <summary>It was delivered or could not be.</summary>
    Settle,
}

/// <summary>One request to another workflow, a child or any other, to cancel itself.</summary>
/// <param name="request">The request.</param>
/// <param name="site">Where in the workflow's source it was made.</param>
/// <param name="settled">Told once how it went; with a failure if it could not be delivered.</param>
/// <param name="byInitiatedEvent">Where it is found by its event.</param>
/// <param name="observer">Told of the edges that it takes; null tells nobody.</param>
internal sealed class CancelMachine(
    RequestCancelExternalWorkflowExecutionCommandAttributes request,
    CallSite site,
    Action<Failure?> settled,
    Dictionary<long, CancelMachine> byInitiatedEvent,
    ITransitionObserver? observer)
    : CommandMachine(site)
{
    /// <summary>All that can happen to a request.</summary>
    public static readonly TransitionTable<CancelState, CancelTrigger> Table = new(initial: Issued)
    {
        { Issued,    Recorded, Initiated },
        { Initiated, Settle,   Closed    },
    };

    private CancelState state = Table.Initial;

    /// <summary>The workflow id of the other.</summary>
    public override string Name => request.WorkflowId;

    /// <summary>It was delivered, or could not be.</summary>
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
