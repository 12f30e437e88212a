using Cairn.StateMachines;
using static Cairn.Engine.Executions.Timers.TimerStatus;
using static Cairn.Engine.Executions.Timers.TimerTrigger;

namespace Cairn.Engine.Executions.Timers;

/// <summary>Where a timer stands.</summary>
public enum TimerStatus
{
    /// <summary>There is none.</summary>
    None,

    /// <summary>It runs.</summary>
    Started,

    /// <summary>Its time came.</summary>
    Fired,

    /// <summary>The workflow took it back.</summary>
    Canceled,
}

/// <summary>What happens to a timer.</summary>
public enum TimerTrigger
{
    /// <summary>The workflow asked for it.</summary>
    Start,

    /// <summary>Its time has come.</summary>
    Fire,

    /// <summary>The workflow takes it back.</summary>
    Cancel,
}

/// <summary>The life of a timer.</summary>
public static class TimerMachine
{
    /// <summary>
    /// The state graph. A timer that has fired while a workflow task was started can still be cancelled by that task,
    /// or another one started under its id: the workflow has not seen it fire.
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
