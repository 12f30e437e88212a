using System.Text;
using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;
using Cairn.Sdk.Replay.Chunks;

namespace Cairn.Sdk.Replay.Machines;

/// <summary>
/// The last commands that agreed with history, so that the message about the first difference can show them.
/// </summary>
internal sealed class MatchLog
{
    private const int Size = 8;

    private (long EventId, EventType Event, CommandType Command, string Name)[] last = [];
    private int count;

    /// <summary>Remembers an event and the command that agrees with it.</summary>
    public void Add(HistoryEvent e, CommandMachine machine, CommandType command)
    {
        // There are many runs, and most have few commands, so the list starts small.
        if (count == last.Length && count < Size)
        {
            Array.Resize(ref last, count == 0 ? 1 : count * 2);
        }

        last[count++ % Size] = (e.EventId, e.EventType, command, machine.Name);
    }

    /// <summary>Creates the exception for an event that differs from the code's command.</summary>
    public NondeterminismException Mismatch(
        HistoryEvent e, CommandMachine machine, CommandType command, string? difference = null)
    {
        var produced = Describe(command, machine.Name);
        var expected = e.IsCommandEvent() ? EventText.Of(e) : "no further command";
        return Report(
            $"history event {e.EventId} expects {expected}, but the code produced {produced}{machine.Site}"
            + $"{(difference is null ? string.Empty : ": " + difference)}.",
            e,
            new(e.EventId, expected, produced, machine.Site));
    }

    /// <summary>Creates the exception for a command event that the code did not produce.</summary>
    public NondeterminismException NoCommand(HistoryEvent e) => Report(
        $"history event {e.EventId} expects {EventText.Of(e)}, but the code produced no further command."
        + PatchAdvice(e),
        e,
        new(e.EventId, EventText.Of(e), null, default));

    /// <summary>Creates the exception for an event about something that workflow code never requested.</summary>
    public NondeterminismException NothingFor(HistoryEvent e, string why) => Report(
        $"history event {e.EventId}, {EventText.Of(e)}, has nothing that waits for it: {why}.",
        e,
        new(e.EventId, EventText.Of(e), null, default));

    private static string Describe(CommandType command, string name) =>
        name.Length == 0 ? command.ToString() : $"{command}({name})";

    private static string PatchAdvice(HistoryEvent e) => PatchMarker.TryRead(e, out var marker)
        ? $" The patch \"{marker.PatchId}\" is not deprecated: its call must stay in the code."
        : string.Empty;

    private NondeterminismException Report(string summary, HistoryEvent e, ReplayDifference difference)
    {
        var text = new StringBuilder(summary).AppendLine().AppendLine();
        text.AppendLine($"  {"event",6}  {"history",-48}  code");
        for (var i = Math.Max(0, count - Size); i < count; i++)
        {
            var line = last[i % Size];
            var history = line.Name.Length == 0 ? line.Event.ToString() : $"{line.Event}({line.Name})";
            text.AppendLine($"  {line.EventId,6}  {history,-48}  {Describe(line.Command, line.Name)}");
        }

        var produced = (difference.Found ?? "nothing") + difference.Site;
        text.AppendLine($"  {e.EventId,6}  {EventText.Of(e),-48}  {produced}   <-- differs").AppendLine();
        text.Append("Does the code ask for things in another order than when this history was made? ");
        text.Append("Guard the change with Workflow.Patched, so that older histories keep the older way.");
        return new(text.ToString(), difference);
    }
}
