using Cairn.Api.Command.V1;
using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;
using Cairn.Sdk.Replay.Commands;
using Cairn.StateMachines;
using static Cairn.Sdk.Replay.Machines.SignalState;
using static Cairn.Sdk.Replay.Machines.SignalTrigger;

namespace Cairn.Sdk.Replay.Machines;

/// <summary>Where a signal to another workflow stands.</summary>
internal enum SignalState
{
    /// <summary>The server does not know it yet.</summary>
    Issued,

    /// <summary>The server will deliver it.</summary>
    Initiated,

    /// <summary>Delivered, or known not to be deliverable.</summary>
    Closed,

    /// <summary>Cancelled before it was sent: it never was.</summary>
    Vanished,
}

/// <summary>What happens to a signal to another workflow.</summary>
internal enum SignalTrigger
{
    /// <summary>History has it.</summary>
    Recorded,

    /// <summary>It was delivered or could not be.</summary>
    Settle,

    /// <summary>Workflow code takes it back.</summary>
    Cancel,
}

/// <summary>One signal to another workflow, a child or any other.</summary>
internal sealed class SignalMachine(
    WorkflowCommand.SignalExternal signal,
    Dictionary<long, SignalMachine> byInitiatedEvent,
    ITransitionObserver? observer)
    : CommandMachine(signal.Site)
{
    /// <summary>All that can happen to a signal. One that was sent cannot be taken back.</summary>
    public static readonly TransitionTable<SignalState, SignalTrigger> Table = new(initial: Issued)
    {
        { Issued,    Recorded, Initiated },
        { Issued,    Cancel,   Vanished  },
        { Initiated, Settle,   Closed    },
        { Initiated, Cancel,   Initiated },
    };

    private SignalState state = Table.Initial;

    /// <summary>The number that workflow code knows it by.</summary>
    public uint Seq => signal.Seq;

    /// <summary>The signal's name.</summary>
    public override string Name => signal.Attributes.SignalName;

    /// <summary>Takes an edge of the graph.</summary>
    public SignalState Take(SignalTrigger trigger) => state = Table.Take(state, trigger, "Signal", Name, observer);

    /// <inheritdoc/>
    public override bool IsWanted(CommandType command) => state != Vanished;

    /// <inheritdoc/>
    public override Command ToCommand(CommandType command) =>
        new() { CommandType = command, SignalExternalWorkflowExecutionCommandAttributes = signal.Attributes };

    /// <inheritdoc/>
    public override bool Accepts(CommandType command, HistoryEvent e) =>
        e.EventType == EventType.SignalExternalWorkflowExecutionInitiated;

    /// <inheritdoc/>
    public override void Record(CommandType command, HistoryEvent e)
    {
        Take(Recorded);
        byInitiatedEvent.Add(e.EventId, this);
    }
}
