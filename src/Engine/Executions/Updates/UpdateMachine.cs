using Cairn.StateMachines;
using static Cairn.Engine.Executions.Updates.UpdateStatus;
using static Cairn.Engine.Executions.Updates.UpdateTrigger;

namespace Cairn.Engine.Executions.Updates;

/// <summary>
/// Where an update stands, as history knows it. Before it is accepted, history knows nothing of it, unless a reset
/// brought it.
/// </summary>
public enum UpdateStatus
{
    /// <summary>There is none.</summary>
    None,

    /// <summary>A reset brought it; the code has yet to look at it.</summary>
    Admitted,

    /// <summary>Its validator let it pass, and its handler runs.</summary>
    Accepted,

    /// <summary>It has an outcome.</summary>
    Completed,
}

/// <summary>What happens to an update.</summary>
public enum UpdateTrigger
{
    /// <summary>A reset brought it.</summary>
    Admit,

    /// <summary>The workflow refused it.</summary>
    Reject,

    /// <summary>The workflow accepted it.</summary>
    Accept,

    /// <summary>Its handler returned or failed.</summary>
    Complete,
}

/// <summary>The life of an update.</summary>
public static class UpdateMachine
{
    /// <summary>The state graph.</summary>
    public static readonly TransitionTable<UpdateStatus, UpdateTrigger> Table = new()
    {
        { None,     Accept,   Accepted  },
        { None,     Admit,    Admitted  },
        { Admitted, Accept,   Accepted  },
        { Admitted, Reject,   None      },
        { Accepted, Complete, Completed },
    };
}
