using Cairn.Api.Command.V1;
using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;

namespace Cairn.Sdk.Replay.Machines;

/// <summary>
/// The commands that workflow code has produced and that history has not confirmed yet, in order. Command events are
/// matched with them strictly in order; the commands that remain go to the server.
/// </summary>
internal sealed class CommandQueue
{
    private readonly Queue<(CommandMachine Machine, CommandType Command)> waiting = new();
    private readonly MatchLog log = new();

    /// <summary>Adds a command.</summary>
    public void Add(CommandMachine machine, CommandType command) => waiting.Enqueue((machine, command));

    /// <summary>Matches the event with the next command.</summary>
    /// <param name="e">A command event.</param>
    /// <param name="identity">Whether ids and types must agree too, and not only the kind.</param>
    /// <exception cref="NondeterminismException">The code produced another command, or none.</exception>
    public void Match(HistoryEvent e, bool identity)
    {
        while (TryPeek(out var head))
        {
            if (head.Machine.Accepts(head.Command, e))
            {
                if (identity && head.Machine.Differs(head.Command, e) is { } difference)
                {
                    throw log.Mismatch(e, head.Machine, head.Command, difference);
                }

                waiting.Dequeue();
                log.Add(e, head.Machine, head.Command);
                head.Machine.Record(head.Command, e);
                return;
            }

            if (PatchMarker.MayBeIgnored(e))
            {
                return;
            }

            if (!head.Machine.IsOptional)
            {
                throw log.Mismatch(e, head.Machine, head.Command);
            }

            waiting.Dequeue();
        }

        if (!PatchMarker.MayBeIgnored(e))
        {
            throw log.NoCommand(e);
        }
    }

    /// <summary>Checks that history has confirmed every command.</summary>
    /// <exception cref="NondeterminismException">The code produced a command that history does not have.</exception>
    public void RequireEmpty(HistoryEvent next)
    {
        while (TryPeek(out var head))
        {
            if (!head.Machine.IsOptional)
            {
                throw log.Mismatch(next, head.Machine, head.Command);
            }

            waiting.Dequeue();
        }
    }

    /// <summary>The commands that history has not confirmed yet.</summary>
    public IEnumerable<CommandMachine> Waiting => waiting.Select(item => item.Machine);

    /// <summary>Creates the exception for a command event that the code did not produce.</summary>
    public NondeterminismException NoCommand(HistoryEvent e) => log.NoCommand(e);

    /// <summary>Creates the exception for an event that differs from the code's command.</summary>
    public NondeterminismException Mismatch(
        HistoryEvent e, CommandMachine machine, CommandType command, string difference) =>
        log.Mismatch(e, machine, command, difference);

    /// <summary>Creates the exception for an event about something that workflow code never requested.</summary>
    public NondeterminismException NothingFor(HistoryEvent e, string why) => log.NothingFor(e, why);

    /// <summary>The commands for the server. They remain queued until history confirms them.</summary>
    public IEnumerable<Command> ToCommands() =>
        from item in waiting
        where item.Machine.IsWanted(item.Command)
        select item.Machine.ToCommand(item.Command);

    // A command that was cancelled before it was sent leaves no trace.
    private bool TryPeek(out (CommandMachine Machine, CommandType Command) head)
    {
        while (waiting.TryPeek(out head))
        {
            if (head.Machine.IsWanted(head.Command))
            {
                return true;
            }

            waiting.Dequeue();
        }

        return false;
    }
}
