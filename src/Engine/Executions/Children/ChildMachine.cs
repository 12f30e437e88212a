using Cairn.StateMachines;
using static Cairn.Engine.Executions.Children.ChildStatus;
using static Cairn.Engine.Executions.Children.ChildTrigger;

namespace Cairn.Engine.Executions.Children;

/// <summary>Where a child workflow stands, as its parent knows it.</summary>
public enum ChildStatus
{
    /// <summary>There is none.</summary>
    None,

    /// <summary>The workflow asked for it; it is being started.</summary>
    Initiated,

    /// <summary>It is started, but held: its first workflow task waits until the parent knows of it.</summary>
    Started,

    /// <summary>It runs.</summary>
    Released,

    /// <summary>It has closed, could not be started, or was told that its parent has closed.</summary>
    Gone,
}

/// <summary>What happens to a child workflow.</summary>
public enum ChildTrigger
{
    /// <summary>The workflow asked for it.</summary>
    Initiate,

    /// <summary>It was started.</summary>
    Start,

    /// <summary>It could not be started.</summary>
    Refuse,

    /// <summary>It was told to begin.</summary>
    Release,

    /// <summary>It closed.</summary>
    Close,

    /// <summary>It was told that its parent has closed.</summary>
    Leave,
}

/// <summary>The life of a child workflow in its parent.</summary>
public static class ChildMachine
{
    /// <summary>
    /// The state graph. A child that is terminated, or that ends fast, may close before it is known to run.
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
