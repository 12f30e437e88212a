using Cairn.StateMachines;
using static Cairn.Engine.Executions.Updates.UpdateStatus;
using static Cairn.Engine.Executions.Updates.UpdateTrigger;

namespace Cairn.Engine.Executions.Updates;

/// <summary>
/// The status of an update in history. History has no update before it is accepted, unless a reset reapplied it.
/// </summary>
public enum UpdateStatus
{
    /// <summary>There is no update.</summary>
    None,

    /// <summary>A reset reapplied it; the code has not handled it yet.</summary>
    Admitted,

    /// <summary>Its validator accepted it, and its handler runs.</summary>
    Accepted,

    /// <summary>It has an outcome.</summary>
    Completed,
}

/// <summary>What happens to an update.</summary>
public enum UpdateTrigger
{
    /// <summary>A reset reapplied it.</summary>
    Admit,

    /// <summary>The workflow rejected it.</summary>
    Reject,

    /// <summary>The workflow accepted it.</summary>
    Accept,

    /// <summary>Its handler returned or failed.</summary>
    Complete,
}

/// <summary>The state machine of an update.</summary>
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
