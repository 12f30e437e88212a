using Cairn.Api.Command.V1;
using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;
using Cairn.Sdk.Replay.Commands;
using Cairn.StateMachines;
using static Cairn.Sdk.Replay.Machines.LocalActivityState;
using static Cairn.Sdk.Replay.Machines.LocalActivityTrigger;

namespace Cairn.Sdk.Replay.Machines;

/// <summary>The state of a local activity.</summary>
internal enum LocalActivityState
{
    /// <summary>Requested in the step that runs now.</summary>
    Issued,

    /// <summary>A replay waits for its marker.</summary>
    Expected,

    /// <summary>This worker runs it.</summary>
    Executing,

    /// <summary>This worker runs it and has requested its cancellation.</summary>
    Canceling,

    /// <summary>Workflow code has received its outcome; history does not have the marker yet.</summary>
    Resolved,

    /// <summary>History has the marker.</summary>
    Recorded,

    /// <summary>Cancelled in the step that requested it: it leaves no trace.</summary>
    Vanished,
}

/// <summary>What happens to a local activity.</summary>
internal enum LocalActivityTrigger
{
    /// <summary>The step is a replay, so history must have the marker.</summary>
    Await,

    /// <summary>History has no marker: this worker must run it.</summary>
    Execute,

    /// <summary>Workflow code requests its cancellation.</summary>
    Cancel,

    /// <summary>It ended, or workflow code stops waiting for it.</summary>
    End,

    /// <summary>History has the marker.</summary>
    Confirm,
}

/// <summary>
/// One local activity. Its marker is found by its sequence number, at any place among the commands of its task.
/// </summary>
internal sealed class LocalActivityMachine(
    WorkflowCommand.ScheduleLocalActivity schedule, ITransitionObserver? observer)
    : CommandMachine(schedule.Site)
{
    /// <summary>The transitions of a local activity.</summary>
    public static readonly TransitionTable<LocalActivityState, LocalActivityTrigger> Table = new(initial: Issued)
    {
        { Issued,    Await,   Expected  },
        { Issued,    Execute, Executing },
        { Issued,    Cancel,  Vanished  },
        { Expected,  Execute, Executing },
        { Expected,  Cancel,  Expected  },
        { Expected,  End,     Resolved  },
        { Executing, Cancel,  Canceling },
        { Executing, End,     Resolved  },
        { Canceling, End,     Resolved  },
        { Resolved,  Confirm, Recorded  },
        { Vanished,  Confirm, Vanished  },
    };

    private LocalActivityState state = Table.Initial;
    private LocalActivityMarker? marker;

    /// <summary>The sequence number by which workflow code identifies it.</summary>
    public uint Seq => schedule.Seq;

    /// <summary>The activity's type.</summary>
    public override string Name => schedule.Call.ActivityType;

    /// <summary>Its inputs.</summary>
    public LocalActivityCall Call => schedule.Call;

    /// <summary>What cancelling it does.</summary>
    public ActivityCancellation Cancellation => schedule.Cancellation;

    /// <summary>The time that workflow code saw when this worker began to run it.</summary>
    public DateTime Began { get; set; }

    /// <summary>The current state.</summary>
    public LocalActivityState State => state;

    /// <summary>Takes a transition.</summary>
    public void Take(LocalActivityTrigger trigger) =>
        state = Table.Take(state, trigger, "Local activity", Name, observer);

    /// <summary>Records that it ended in this worker, with the marker that history is to keep.</summary>
    public void Resolve(LocalActivityMarker recorded)
    {
        Take(LocalActivityTrigger.End);
        marker = recorded;
    }

    /// <inheritdoc/>
    public override bool IsWanted(CommandType command) => state == Resolved;

    /// <inheritdoc/>
    public override Command ToCommand(CommandType command) => new()
    {
        CommandType = command,
        RecordMarkerCommandAttributes = marker!.ToAttributes(),
        UserMetadata = schedule.Metadata,
    };

    /// <inheritdoc/>
    public override bool Accepts(CommandType command, HistoryEvent e) => LocalActivityMarker.Is(e);

    /// <inheritdoc/>
    public override void Record(CommandType command, HistoryEvent e)
    {
        Take(LocalActivityTrigger.Confirm);
        marker = null;
    }
}
