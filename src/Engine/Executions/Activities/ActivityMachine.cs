using Cairn.StateMachines;
using static Cairn.Engine.Executions.Activities.ActivityStatus;
using static Cairn.Engine.Executions.Activities.ActivityTrigger;

namespace Cairn.Engine.Executions.Activities;

/// <summary>The status of an activity.</summary>
public enum ActivityStatus
{
    /// <summary>There is no activity.</summary>
    None,

    /// <summary>An attempt waits for a worker.</summary>
    Scheduled,

    /// <summary>A worker has the attempt.</summary>
    Started,

    /// <summary>The attempt failed; the next one waits for its time.</summary>
    BackingOff,

    /// <summary>The activity has ended.</summary>
    Closed,
}

/// <summary>What happens to an activity.</summary>
public enum ActivityTrigger
{
    /// <summary>The workflow scheduled it.</summary>
    Schedule,

    /// <summary>A worker took the attempt.</summary>
    Start,

    /// <summary>The attempt failed or timed out, and another one follows.</summary>
    Retry,

    /// <summary>The time of the next attempt has come.</summary>
    Due,

    /// <summary>An operator, or new options, changed the time or the number of the attempt.</summary>
    Reschedule,

    /// <summary>It completed, failed, timed out or was cancelled, and no attempt follows.</summary>
    Close,
}

/// <summary>The state machine of an activity.</summary>
public static class ActivityMachine
{
    /// <summary>The state graph.</summary>
    public static readonly TransitionTable<ActivityStatus, ActivityTrigger> Table = new()
    {
        { None,       Schedule,   Scheduled  },
        { Scheduled,  Start,      Started    },
        { Started,    Retry,      BackingOff },
        { BackingOff, Due,        Scheduled  },
        { Scheduled,  Reschedule, BackingOff },
        { Started,    Reschedule, BackingOff },
        { BackingOff, Reschedule, BackingOff },
        { Scheduled,  Close,      Closed     },
        { Started,    Close,      Closed     },
        { BackingOff, Close,      Closed     },
    };
}
