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

    /// <summary>Its code followed a request to cancel itself.</summary>
    Cancel,

    /// <summary>Somebody, or a limit, ended it without asking its code.</summary>
    Terminate,

    /// <summary>Its time was over.</summary>
    TimeOut,

    /// <summary>Its code asked for a new run in its place.</summary>
    ContinueAsNew,
}

/// <summary>The life of a run.</summary>
public static class LifecycleMachine
{
    /// <summary>The state graph: a run is closed once and for ever.</summary>
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
