using Cairn.Api.Enums.V1;
using Cairn.StateMachines;
using static Cairn.Api.Enums.V1.WorkflowExecutionStatus;
using static Cairn.Engine.Executions.Lifecycle.LifecycleTrigger;

namespace Cairn.Engine.Executions.Lifecycle;

/// <summary>What happens to a run as a whole.</summary>
public enum LifecycleTrigger
{
    /// <summary>It begins.</summary>
    Start,

    /// <summary>Its code returned.</summary>
    Complete,

    /// <summary>Its code failed.</summary>
    Fail,

    /// <summary>Its code ended as cancelled.</summary>
    Cancel,

    /// <summary>A caller, or a limit, ended it without involving its code.</summary>
    Terminate,

    /// <summary>Its timeout was reached.</summary>
    TimeOut,

    /// <summary>Its code requested a new run in its place.</summary>
    ContinueAsNew,
}

/// <summary>The state machine of a run.</summary>
public static class LifecycleMachine
{
    /// <summary>The state graph: a closed run stays closed.</summary>
    public static readonly TransitionTable<WorkflowExecutionStatus, LifecycleTrigger> Table = new()
    {
        { Unspecified, Start,         Running        },
        { Running,     Complete,      Completed      },
        { Running,     Fail,          Failed         },
        { Running,     Cancel,        Canceled       },
        { Running,     Terminate,     Terminated     },
        { Running,     TimeOut,       TimedOut       },
        { Running,     ContinueAsNew, ContinuedAsNew },
    };
}
