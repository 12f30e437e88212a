using Cairn.Api.Command.V1;
using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;
using Cairn.Sdk.Replay.Commands;
using Cairn.StateMachines;
using static Cairn.Sdk.Replay.Machines.LocalActivityState;
using static Cairn.Sdk.Replay.Machines.LocalActivityTrigger;

namespace Cairn.Sdk.Replay.Machines;

/// <summary>Where a local activity stands.</summary>
internal enum LocalActivityState
{
    /// <summary>Asked for in the step that runs now.</summary>
    Issued,

    /// <summary>Its marker is to come from history.</summary>
    Expected,

    /// <summary>This worker runs it.</summary>
    Executing,

    /// <summary>This worker runs it and has asked it to stop.</summary>
    Canceling,

    /// <summary>Workflow code knows how it ended; history does not have the marker yet.</summary>
    Resolved,

    /// <summary>History has the marker.</summary>
    Recorded,

    /// <summary>Cancelled in the step that asked for it: it never was.</summary>
    Vanished,
}

/// <summary>What happens to a local activity.</summary>
internal enum LocalActivityTrigger
{
    /// <summary>History repeats the step, so it must have the marker.</summary>
    Await,

    /// <summary>History has no marker: this worker is to run it.</summary>
    Execute,

    /// <summary>Workflow code asks it to stop.</summary>
    Cancel,

    /// <summary>It ended, or workflow code need not wait for it.</summary>
    End,

    /// <summary>History has the marker.</summary>
    Confirm,
}

/// <summary>
/// One local activity. Its marker is found by its number, wherever it stands among the commands of its task.
/// </summary>
internal sealed class LocalActivityMachine(
    WorkflowCommand.ScheduleLocalActivity schedule, ITransitionObserver? observer)
    : CommandMachine(schedule.Site)
{
    /// <summary>All that can happen to a local activity.</summary>
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

    /// <summary>The number that workflow code knows it by.</summary>
    public uint Seq => schedule.Seq;

    /// <summary>The activity's type.</summary>
    public override string Name => schedule.Call.ActivityType;

    /// <summary>What it is called with.</summary>
    public LocalActivityCall Call => schedule.Call;

    /// <summary>What cancelling it means.</summary>
    public ActivityCancellation Cancellation => schedule.Cancellation;

    /// <summary>The time that workflow code saw when this worker began to run it.</summary>
    public DateTime Began { get; set; }

    /// <summary>Where it stands.</summary>
    public LocalActivityState State => state;

    /// <summary>Takes an edge of the graph.</summary>
    public void Take(LocalActivityTrigger trigger) =>
        state = Table.Take(state, trigger, "Local activity", Name, observer);

    /// <summary>It ended here: this is what history is to keep.</summary>
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
