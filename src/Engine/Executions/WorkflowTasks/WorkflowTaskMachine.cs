using static Cairn.Engine.Executions.WorkflowTasks.WorkflowTaskStatus;
using static Cairn.Engine.Executions.WorkflowTasks.WorkflowTaskTrigger;

namespace Cairn.Engine.Executions.WorkflowTasks;

/// <summary>Where a workflow task stands.</summary>
public enum WorkflowTaskStatus
{
    /// <summary>There is none.</summary>
    None,

    /// <summary>It waits for a worker.</summary>
    Scheduled,

    /// <summary>A worker has it.</summary>
    Started,
}

/// <summary>What happens to a workflow task.</summary>
public enum WorkflowTaskTrigger
{
    /// <summary>Something happened that workflow code must see.</summary>
    Schedule,

    /// <summary>A worker took it.</summary>
    Start,

    /// <summary>The worker answered with commands.</summary>
    Complete,

    /// <summary>The worker, or a command of its, was wrong; or the run was closed under it.</summary>
    Fail,

    /// <summary>Nobody took it, or nobody answered, in time.</summary>
    TimeOut,

    /// <summary>A transient task gives way to a task with an event.</summary>
    Replace,
}

/// <summary>The life of a workflow task.</summary>
public static class WorkflowTaskMachine
{
    /// <summary>The state graph.</summary>
    public static readonly TransitionTable<WorkflowTaskStatus, WorkflowTaskTrigger> Table = new()
    {
        { None,      Schedule, Scheduled },
        { Scheduled, Start,    Started   },
        { Scheduled, TimeOut,  None      },
        { Scheduled, Replace,  None      },
        { Started,   Complete, None      },
        { Started,   Fail,     None      },
        { Started,   TimeOut,  None      },
    };
}
