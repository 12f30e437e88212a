using Cairn.Api.Command.V1;
using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;
using Cairn.Sdk.Replay.Commands;

namespace Cairn.Sdk.Replay.Machines;

/// <summary>Something that workflow code asked for: it stands behind one command, or behind several in turn.</summary>
/// <param name="site">Where in the workflow's source it was asked for.</param>
internal abstract class CommandMachine(CallSite site)
{
    /// <summary>Where in the workflow's source it was asked for.</summary>
    public CallSite Site => site;

    /// <summary>What people call it: an activity's type, a timer's id.</summary>
    public abstract string Name { get; }

    /// <summary>Whether history may lack the event of the command, as with patch markers.</summary>
    public virtual bool IsOptional => false;

    /// <summary>Whether the command still stands; what is cancelled before it was sent was never asked for.</summary>
    public virtual bool IsWanted(CommandType command) => true;

    /// <summary>The command for the server.</summary>
    public abstract Command ToCommand(CommandType command);

    /// <summary>Whether the event is of the kind that the command leads to.</summary>
    public abstract bool Accepts(CommandType command, HistoryEvent e);

    /// <summary>
    /// What is wrong with the event, if it is of the right kind but of another thing; null if it fits.
    /// </summary>
    public virtual string? Differs(CommandType command, HistoryEvent e) => null;

    /// <summary>Takes the event as the command's.</summary>
    public abstract void Record(CommandType command, HistoryEvent e);
}
