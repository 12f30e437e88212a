using Cairn.StateMachines;
using static Cairn.Engine.Executions.Timers.TimerStatus;
using static Cairn.Engine.Executions.Timers.TimerTrigger;

namespace Cairn.Engine.Executions.Timers;

/// <summary>The status of a timer.</summary>
public enum TimerStatus
{
    /// <summary>There is no timer.</summary>
    None,

    /// <summary>It is running.</summary>
    Started,

    /// <summary>It fired.</summary>
    Fired,

    /// <summary>The workflow cancelled it.</summary>
    Canceled,
}

/// <summary>What happens to a timer.</summary>
public enum TimerTrigger
{
    /// <summary>The workflow started it.</summary>
    Start,

    /// <summary>Its time has come.</summary>
    Fire,

    /// <summary>The workflow cancels it.</summary>
    Cancel,
}

/// <summary>The state machine of a timer.</summary>
public static class TimerMachine
{
    /// <summary>
    /// The state graph. The workflow has not seen a timer fire that fired while a workflow task was started, so that
    /// task can still cancel it, or start another timer with its id.
    /// </summary>
    public static readonly TransitionTable<TimerStatus, TimerTrigger> Table = new()
    {
        { None,    Start,  Started  },
        { Fired,   Start,  Started  },
        { Started, Fire,   Fired    },
        { Started, Cancel, Canceled },
        { Fired,   Cancel, Canceled },
    };
}
