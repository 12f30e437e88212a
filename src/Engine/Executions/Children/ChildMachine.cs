using Cairn.StateMachines;
using static Cairn.Engine.Executions.Children.ChildStatus;
using static Cairn.Engine.Executions.Children.ChildTrigger;

namespace Cairn.Engine.Executions.Children;

/// <summary>The status of a child workflow, as its parent knows it.</summary>
public enum ChildStatus
{
    /// <summary>There is no child.</summary>
    None,

    /// <summary>The workflow requested it; it is being started.</summary>
    Initiated,

    /// <summary>It is started, but held: its first workflow task waits until the parent knows of the child.</summary>
    Started,

    /// <summary>It is running.</summary>
    Released,

    /// <summary>It has closed, could not be started, or was notified that its parent has closed.</summary>
    Gone,
}

/// <summary>What happens to a child workflow.</summary>
public enum ChildTrigger
{
    /// <summary>The workflow requested it.</summary>
    Initiate,

    /// <summary>It was started.</summary>
    Start,

    /// <summary>It could not be started.</summary>
    Refuse,

    /// <summary>The parent released it.</summary>
    Release,

    /// <summary>It closed.</summary>
    Close,

    /// <summary>It was notified that its parent has closed.</summary>
    Leave,
}

/// <summary>The state machine of a child workflow in its parent.</summary>
public static class ChildMachine
{
    /// <summary>
    /// The state graph. A child that is terminated, or that ends quickly, may close before its parent knows that it is
    /// running.
    /// </summary>
    public static readonly TransitionTable<ChildStatus, ChildTrigger> Table = new()
    {
        { None,      Initiate, Initiated },
        { Initiated, Start,    Started   },
        { Initiated, Refuse,   Gone      },
        { Started,   Release,  Released  },
        { Started,   Close,    Gone      },
        { Started,   Leave,    Gone      },
        { Released,  Close,    Gone      },
        { Released,  Leave,    Gone      },
    };
}
