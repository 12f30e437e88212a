using Cairn.StateMachines;
using static Cairn.Engine.Executions.WorkflowTasks.WorkflowTaskStatus;
using static Cairn.Engine.Executions.WorkflowTasks.WorkflowTaskTrigger;

namespace Cairn.Engine.Executions.WorkflowTasks;

/// <summary>
/// The status and kind of a workflow task. A transient task retries a failed one, a speculative task was scheduled for
/// updates only; neither has events before it completes.
/// </summary>
public enum WorkflowTaskStatus
{
    /// <summary>There is no task.</summary>
    None,

    /// <summary>It waits for a worker on the queue of the workflow.</summary>
    Scheduled,

    /// <summary>It waits for the worker that has the run in its cache, for a limited time.</summary>
    ScheduledSticky,

    /// <summary>A transient task waits for a worker.</summary>
    ScheduledTransient,

    /// <summary>A speculative task waits for a worker.</summary>
    ScheduledSpeculative,

    /// <summary>A worker has it.</summary>
    Started,

    /// <summary>A worker has a transient task.</summary>
    StartedTransient,

    /// <summary>A worker has a speculative task.</summary>
    StartedSpeculative,
}

/// <summary>What happens to a workflow task.</summary>
public enum WorkflowTaskTrigger
{
    /// <summary>Something happened that workflow code must see.</summary>
    Schedule,

    /// <summary>As <see cref="Schedule"/>, when a worker has the run in its cache.</summary>
    ScheduleSticky,

    /// <summary>The task before it failed, or timed out.</summary>
    ScheduleTransient,

    /// <summary>An update arrived, and nothing else did.</summary>
    ScheduleSpeculative,

    /// <summary>A worker took it.</summary>
    Start,

    /// <summary>Its events are written: it completes, or something else needs a task.</summary>
    WriteEvents,

    /// <summary>As <see cref="WriteEvents"/>, for a task that waits on a sticky queue.</summary>
    WriteStickyEvents,

    /// <summary>The worker completed it.</summary>
    Complete,

    /// <summary>The worker failed it, or one of its commands was invalid, or the run closed before it ended.</summary>
    Fail,

    /// <summary>No worker started it, or its worker did not complete it, in time.</summary>
    TimeOut,

    /// <summary>It ended without an event.</summary>
    Forget,

    /// <summary>The run closed before a worker took it.</summary>
    Abandon,
}

/// <summary>The state machine of a workflow task.</summary>
public static class WorkflowTaskMachine
{
    /// <summary>The state graph.</summary>
    public static readonly TransitionTable<WorkflowTaskStatus, WorkflowTaskTrigger> Table = new()
    {
        { None,                 Schedule,            Scheduled            },
        { None,                 ScheduleSticky,      ScheduledSticky      },
        { None,                 ScheduleTransient,   ScheduledTransient   },
        { None,                 ScheduleSpeculative, ScheduledSpeculative },
        { Scheduled,            Start,               Started              },
        { Scheduled,            Abandon,             None                 },
        { ScheduledSticky,      Start,               Started              },
        { ScheduledSticky,      TimeOut,             None                 },
        { ScheduledSticky,      Abandon,             None                 },
        { ScheduledTransient,   Start,               StartedTransient     },
        { ScheduledTransient,   Forget,              None                 },
        { ScheduledSpeculative, Start,               StartedSpeculative   },
        { ScheduledSpeculative, WriteEvents,         Scheduled            },
        { ScheduledSpeculative, WriteStickyEvents,   ScheduledSticky      },
        { ScheduledSpeculative, Forget,              None                 },
        { Started,              Complete,            None                 },
        { Started,              Fail,                None                 },
        { Started,              TimeOut,             None                 },
        { StartedTransient,     WriteEvents,         Started              },
        { StartedTransient,     Forget,              None                 },
        { StartedSpeculative,   WriteEvents,         Started              },
        { StartedSpeculative,   Forget,              None                 },
    };
}
