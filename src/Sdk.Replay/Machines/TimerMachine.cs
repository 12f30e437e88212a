using Cairn.Api.Command.V1;
using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;
using Cairn.Sdk.Replay.Commands;
using Cairn.StateMachines;
using static Cairn.Sdk.Replay.Machines.TimerState;
using static Cairn.Sdk.Replay.Machines.TimerTrigger;

namespace Cairn.Sdk.Replay.Machines;

/// <summary>Where a timer stands.</summary>
internal enum TimerState
{
    /// <summary>Asked for; the server does not know it yet.</summary>
    Issued,

    /// <summary>Runs.</summary>
    Started,

    /// <summary>Ran out.</summary>
    Fired,

    /// <summary>Asked to stop; the server does not know it yet.</summary>
    CancelIssued,

    /// <summary>Stopped.</summary>
    Canceled,

    /// <summary>Cancelled before it was sent: it never was.</summary>
    Vanished,
}

/// <summary>What happens to a timer.</summary>
internal enum TimerTrigger
{
    /// <summary>History has its start.</summary>
    Recorded,

    /// <summary>It ran out.</summary>
    Fire,

    /// <summary>Workflow code cancels it.</summary>
    Cancel,

    /// <summary>History has its cancellation.</summary>
    CancelRecorded,
}

/// <summary>One timer.</summary>
internal sealed class TimerMachine(
    WorkflowCommand.StartTimer start,
    Dictionary<long, TimerMachine> byStartedEvent,
    ITransitionObserver? observer)
    : CommandMachine(start.Site)
{
    /// <summary>All that can happen to a timer.</summary>
    public static readonly TransitionTable<TimerState, TimerTrigger> Table = new(initial: Issued)
    {
        { Issued,         Recorded,       Started        },
        { Issued,         Cancel,         Vanished       },
        { Started,        Fire,           Fired          },
        { Started,        Cancel,         CancelIssued   },
        { CancelIssued,   CancelRecorded, Canceled       },
    };

    private TimerState state = Table.Initial;

    /// <summary>The number that workflow code knows it by.</summary>
    public uint Seq => start.Seq;

    /// <summary>The timer id: the number in decimal.</summary>
    public override string Name { get; } = Numbers.ToText(start.Seq);

    /// <summary>Takes an edge of the graph.</summary>
    public TimerState Take(TimerTrigger trigger) => state = Table.Take(state, trigger, "Timer", Name, observer);

    /// <inheritdoc/>
    public override bool IsWanted(CommandType command) => state != Vanished;

    /// <inheritdoc/>
    public override Command ToCommand(CommandType command) => command == CommandType.StartTimer
        ? new()
        {
            CommandType = command,
            StartTimerCommandAttributes = new() { TimerId = Name, StartToFireTimeout = start.Delay },
            UserMetadata = start.Metadata,
        }
        : new() { CommandType = command, CancelTimerCommandAttributes = new() { TimerId = Name } };

    /// <inheritdoc/>
    public override bool Accepts(CommandType command, HistoryEvent e) => e.EventType ==
        (command == CommandType.StartTimer ? EventType.TimerStarted : EventType.TimerCanceled);

    /// <inheritdoc/>
    public override void Record(CommandType command, HistoryEvent e)
    {
        if (command == CommandType.StartTimer)
        {
            Take(Recorded);
            byStartedEvent.Add(e.EventId, this);
        }
        else
        {
            Take(CancelRecorded);
            byStartedEvent.Remove(e.TimerCanceledEventAttributes.StartedEventId);
        }
    }
}
