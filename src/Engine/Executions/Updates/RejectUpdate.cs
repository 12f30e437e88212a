using Cairn.Api.Failure.V1;
using Cairn.Engine.Executions.Commands;
using Cairn.Engine.Journal;

namespace Cairn.Engine.Executions.Updates;

/// <summary>The workflow, or its worker, does not take an update on: no event says so.</summary>
internal static class RejectUpdate
{
    /// <summary>Remembers why, for the caller; what history has admitted is not offered again.</summary>
    public static void Run(CommandContext context, string id, Failure failure)
    {
        if (context.Turn.State.Updates.ContainsKey(id))
        {
            context.Turn.Note(new Record { UpdateRejected = new UpdateRejected { UpdateId = id } });
        }

        context.RejectedUpdates[id] = failure;
    }

    /// <summary>
    /// Rejects those that the worker got, with the task or in its history, and said nothing of: one that knows of
    /// updates answers each.
    /// </summary>
    public static void Ignored(CommandContext context)
    {
        var known = context.Turn.State.Updates;
        var ignored = context.Updates.Sent.Keys
            .Where(id => !known.ContainsKey(id) && !context.RejectedUpdates.ContainsKey(id))
            .Concat(known.Keys.Where(id => ApplyUpdates.Allows(context.Turn.State, id, UpdateTrigger.Reject)));
        foreach (var id in ignored.Order(StringComparer.Ordinal).ToList())
        {
            Run(context, id, UpdateFailures.Unprocessed);
        }
    }
}
