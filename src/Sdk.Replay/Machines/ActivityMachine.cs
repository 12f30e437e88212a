using Cairn.Api.Command.V1;
using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;
using Cairn.Api.Sdk.V1;
using Cairn.Sdk.Replay.Commands;
using Cairn.StateMachines;
using static Cairn.Sdk.Replay.Machines.ActivityState;
using static Cairn.Sdk.Replay.Machines.ActivityTrigger;

namespace Cairn.Sdk.Replay.Machines;

/// <summary>Where an activity stands.</summary>
internal enum ActivityState
{
    /// <summary>Asked for; the server does not know it yet.</summary>
    Issued,

    /// <summary>The server will hand it to a worker.</summary>
    Scheduled,

    /// <summary>A worker had it.</summary>
    Started,

    /// <summary>Asked to stop; the server does not know it yet.</summary>
    CancelIssued,

    /// <summary>Asked to stop.</summary>
    CancelRequested,

    /// <summary>Nobody waits for it any more, and nobody asked it to stop.</summary>
    Abandoned,

    /// <summary>Ended, in whatever way.</summary>
    Closed,

    /// <summary>Cancelled before it was sent: it never was.</summary>
    Vanished,
}

/// <summary>What happens to an activity.</summary>
internal enum ActivityTrigger
{
    /// <summary>History has it as scheduled.</summary>
    Recorded,

    /// <summary>A worker took it.</summary>
    Start,

    /// <summary>It completed, failed, timed out or confirmed its cancellation.</summary>
    Close,

    /// <summary>Workflow code asks it to stop.</summary>
    Cancel,

    /// <summary>Workflow code stops waiting for it.</summary>
    Abandon,

    /// <summary>History has the request to stop.</summary>
    CancelRecorded,
}

/// <summary>One activity.</summary>
internal sealed class ActivityMachine(
    WorkflowCommand.ScheduleActivity schedule,
    Dictionary<long, ActivityMachine> byScheduledEvent,
    ITransitionObserver? observer)
    : CommandMachine(schedule.Site)
{
    /// <summary>All that can happen to an activity.</summary>
    public static readonly TransitionTable<ActivityState, ActivityTrigger> Table = new(initial: Issued)
    {
        { Issued,          Recorded,       Scheduled       },
        { Issued,          Cancel,         Vanished        },
        { Issued,          Abandon,        Vanished        },
        { Scheduled,       Start,          Started         },
        { Scheduled,       Close,          Closed          },
        { Scheduled,       Cancel,         CancelIssued    },
        { Scheduled,       Abandon,        Abandoned       },
        { Started,         Close,          Closed          },
        { Started,         Cancel,         CancelIssued    },
        { Started,         Abandon,        Abandoned       },
        { CancelIssued,    CancelRecorded, CancelRequested },
        { CancelRequested, Start,          CancelRequested },
        { CancelRequested, Close,          Closed          },
        { Abandoned,       Start,          Abandoned       },
        { Abandoned,       Close,          Closed          },
    };

    private ActivityState state = Table.Initial;
    private ScheduleActivityTaskCommandAttributes? attributes = schedule.Attributes;
    private UserMetadata? metadata = schedule.Metadata;

    /// <summary>The number that workflow code knows it by.</summary>
    public uint Seq { get; } = schedule.Seq;

    /// <summary>The activity's type.</summary>
    public override string Name { get; } = schedule.Attributes.ActivityType.Name;

    /// <summary>The activity's id.</summary>
    public string Id { get; } = schedule.Attributes.ActivityId;

    /// <summary>The event that scheduled it; 0 before that.</summary>
    public long ScheduledEventId { get; private set; }

    /// <summary>What cancelling it means.</summary>
    public ActivityCancellation Cancellation { get; } = schedule.Cancellation;

    /// <summary>Whether workflow code has been told how it ended.</summary>
    public bool IsResolved { get; set; }

    /// <summary>Takes an edge of the graph.</summary>
    public ActivityState Take(ActivityTrigger trigger) =>
        state = Table.Take(state, trigger, "Activity", Name, observer);

    /// <inheritdoc/>
    public override bool IsWanted(CommandType command) => state != Vanished;

    /// <inheritdoc/>
    public override Command ToCommand(CommandType command) => command == CommandType.ScheduleActivityTask
        ? new()
        {
            CommandType = command,
            ScheduleActivityTaskCommandAttributes = attributes,
            UserMetadata = metadata,
        }
        : new()
        {
            CommandType = command,
            RequestCancelActivityTaskCommandAttributes = new() { ScheduledEventId = ScheduledEventId },
        };

    /// <inheritdoc/>
    public override bool Accepts(CommandType command, HistoryEvent e) => e.EventType ==
        (command == CommandType.ScheduleActivityTask
            ? EventType.ActivityTaskScheduled
            : EventType.ActivityTaskCancelRequested);

    /// <inheritdoc/>
    public override string? Differs(CommandType command, HistoryEvent e) =>
        e.ActivityTaskScheduledEventAttributes switch
        {
            { } scheduled when scheduled.ActivityType.Name != Name => "the activity's type is another",
            { } scheduled when scheduled.ActivityId != Id => "the activity's id is another",
            _ => null,
        };

    /// <inheritdoc/>
    public override void Record(CommandType command, HistoryEvent e)
    {
        if (command == CommandType.ScheduleActivityTask)
        {
            Take(Recorded);
            ScheduledEventId = e.EventId;
            byScheduledEvent.Add(e.EventId, this);

            // The arguments have served: a run may wait for months with this machine in a cache.
            (attributes, metadata) = (null, null);
        }
        else
        {
            Take(CancelRecorded);
        }
    }
}
