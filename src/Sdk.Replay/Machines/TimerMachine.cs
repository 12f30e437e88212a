using Cairn.Api.Command.V1;
using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;
using Cairn.Sdk.Replay.Commands;
using Cairn.StateMachines;
using static Cairn.Sdk.Replay.Machines.TimerState;
using static Cairn.Sdk.Replay.Machines.TimerTrigger;

namespace Cairn.Sdk.Replay.Machines;

/// <summary>The state of a timer.</summary>
internal enum TimerState
{
    /// <summary>Requested; history has no event yet.</summary>
    Issued,

    /// <summary>Running.</summary>
    Started,

    /// <summary>Fired.</summary>
    Fired,

    /// <summary>Cancellation requested; history has no event yet.</summary>
    CancelIssued,

    /// <summary>Cancelled.</summary>
    Canceled,

    /// <summary>Cancelled before its command was sent: it leaves no trace.</summary>
    Vanished,
}

/// <summary>What happens to a timer.</summary>
internal enum TimerTrigger
{
    /// <summary>History has the started event.</summary>
    Recorded,

    /// <summary>It fired.</summary>
    Fire,

    /// <summary>Workflow code cancels it.</summary>
    Cancel,

    /// <summary>History has the cancelled event.</summary>
    CancelRecorded,
}

/// <summary>One timer.</summary>
internal sealed class TimerMachine(
    WorkflowCommand.StartTimer start,
    Dictionary<long, TimerMachine> byStartedEvent,
    ITransitionObserver? observer)
    : CommandMachine(start.Site)
{
    /// <summary>The transitions of a timer.</summary>
    public static readonly TransitionTable<TimerState, TimerTrigger> Table = new(initial: Issued)
    {
        { Issued,         Recorded,       Started        },
        { Issued,         Cancel,         Vanished       },
        { Started,        Fire,           Fired          },
        { Started,        Cancel,         CancelIssued   },
        { CancelIssued,   CancelRecorded, Canceled       },
    };

    private TimerState state = Table.Initial;

    /// <summary>The sequence number by which workflow code identifies it.</summary>
    public uint Seq => start.Seq;

    /// <summary>The timer id: the sequence number in decimal.</summary>
    public override string Name { get; } = Numbers.ToText(start.Seq);

    /// <summary>Takes a transition.</summary>
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
        : new()
        {
            CommandType = command,
            CancelTimerCommandAttributes = new() { TimerId = Name },
            UserMetadata = start.Metadata,
        };

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
