using Cairn.Api.Command.V1;
using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;
using Cairn.Api.Sdk.V1;
using Cairn.Sdk.Replay.Commands;
using Cairn.StateMachines;
using static Cairn.Sdk.Replay.Machines.ActivityState;
using static Cairn.Sdk.Replay.Machines.ActivityTrigger;

namespace Cairn.Sdk.Replay.Machines;

/// <summary>The state of an activity.</summary>
internal enum ActivityState
{
    /// <summary>Requested; history has no event yet.</summary>
    Issued,

    /// <summary>Waiting for a worker.</summary>
    Scheduled,

    /// <summary>A worker has started it.</summary>
    Started,

    /// <summary>Cancellation requested; history has no event yet.</summary>
    CancelIssued,

    /// <summary>Cancellation requested.</summary>
    CancelRequested,

    /// <summary>Abandoned: workflow code does not wait for it, and its cancellation was not requested.</summary>
    Abandoned,

    /// <summary>Ended with any outcome.</summary>
    Closed,

    /// <summary>Cancelled before its command was sent: it leaves no trace.</summary>
    Vanished,
}

/// <summary>What happens to an activity.</summary>
internal enum ActivityTrigger
{
    /// <summary>History has the scheduled event.</summary>
    Recorded,

    /// <summary>A worker started it.</summary>
    Start,

    /// <summary>It completed, failed, timed out or was cancelled.</summary>
    Close,

    /// <summary>Workflow code requests its cancellation.</summary>
    Cancel,

    /// <summary>Workflow code stops waiting for it.</summary>
    Abandon,

    /// <summary>History has the cancellation request.</summary>
    CancelRecorded,
}

/// <summary>One activity.</summary>
internal sealed class ActivityMachine(
    WorkflowCommand.ScheduleActivity schedule,
    Dictionary<long, ActivityMachine> byScheduledEvent,
    ITransitionObserver? observer)
    : CommandMachine(schedule.Site)
{
    /// <summary>The transitions of an activity.</summary>
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

    /// <summary>The sequence number by which workflow code identifies it.</summary>
    public uint Seq { get; } = schedule.Seq;

    /// <summary>The activity's type.</summary>
    public override string Name { get; } = schedule.Attributes.ActivityType.Name;

    /// <summary>The activity's id.</summary>
    public string Id { get; } = schedule.Attributes.ActivityId;

    /// <summary>The id of its scheduled event; 0 before that.</summary>
    public long ScheduledEventId { get; private set; }

    /// <summary>What cancelling it does.</summary>
    public ActivityCancellation Cancellation { get; } = schedule.Cancellation;

    /// <summary>Whether workflow code has received its outcome.</summary>
    public bool IsResolved { get; set; }

    /// <summary>Takes a transition.</summary>
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

            // The arguments are no longer needed: a run may stay in the cache for months with this machine.
            (attributes, metadata) = (null, null);
        }
        else
        {
            Take(CancelRecorded);
        }
    }
}
