using Cairn.Api.Command.V1;
using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;
using Cairn.Sdk.Replay.Commands;
using Cairn.StateMachines;
using static Cairn.Sdk.Replay.Machines.SignalState;
using static Cairn.Sdk.Replay.Machines.SignalTrigger;

namespace Cairn.Sdk.Replay.Machines;

/// <summary>The state of a signal to another workflow.</summary>
internal enum SignalState
{
    /// <summary>Requested; history has no event yet.</summary>
    Issued,

    /// <summary>The server will deliver it.</summary>
    Initiated,

    /// <summary>Delivered, or failed to be delivered.</summary>
    Closed,

    /// <summary>Cancelled before its command was sent: it leaves no trace.</summary>
    Vanished,
}

/// <summary>What happens to a signal to another workflow.</summary>
internal enum SignalTrigger
{
    /// <summary>History has the initiated event.</summary>
    Recorded,

    /// <summary>It was delivered or could not be delivered.</summary>
    Settle,

    /// <summary>Workflow code cancels it.</summary>
    Cancel,
}

/// <summary>One signal to another workflow, a child or any other.</summary>
internal sealed class SignalMachine(
    WorkflowCommand.SignalExternal signal,
    Dictionary<long, SignalMachine> byInitiatedEvent,
    ITransitionObserver? observer)
    : CommandMachine(signal.Site)
{
    /// <summary>The transitions of a signal. A signal that was sent cannot be cancelled.</summary>
    public static readonly TransitionTable<SignalState, SignalTrigger> Table = new(initial: Issued)
    {
        { Issued,    Recorded, Initiated },
        { Issued,    Cancel,   Vanished  },
        { Initiated, Settle,   Closed    },
        { Initiated, Cancel,   Initiated },
    };

    private SignalState state = Table.Initial;

    /// <summary>The sequence number by which workflow code identifies it.</summary>
    public uint Seq => signal.Seq;

    /// <summary>The signal's name.</summary>
    public override string Name => signal.Attributes.SignalName;

    /// <summary>Takes a transition.</summary>
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
