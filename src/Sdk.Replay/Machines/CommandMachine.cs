using Cairn.Api.Command.V1;
using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;
using Cairn.Sdk.Replay.Commands;

namespace Cairn.Sdk.Replay.Machines;

/// <summary>
/// The state machine of something that workflow code requested, by one command or by several in turn.
/// </summary>
/// <param name="site">Where in the workflow's source it was requested.</param>
internal abstract class CommandMachine(CallSite site)
{
    /// <summary>Where in the workflow's source it was requested.</summary>
    public CallSite Site => site;

    /// <summary>Its name in messages: an activity's type, a timer's id.</summary>
    public abstract string Name { get; }

    /// <summary>Whether history may lack the event of the command, as with patch markers.</summary>
    public virtual bool IsOptional => false;

    /// <summary>Whether the command is still to be sent; false if it was cancelled before that.</summary>
    public virtual bool IsWanted(CommandType command) => true;

    /// <summary>The command for the server.</summary>
    public abstract Command ToCommand(CommandType command);

    /// <summary>Whether the event is of the kind that the command writes.</summary>
    public abstract bool Accepts(CommandType command, HistoryEvent e);

    /// <summary>
    /// How the event differs from the command although it is of the right kind; null if it fits.
    /// </summary>
    public virtual string? Differs(CommandType command, HistoryEvent e) => null;

    /// <summary>Accepts the event as the one that the command wrote.</summary>
    public abstract void Record(CommandType command, HistoryEvent e);
}
