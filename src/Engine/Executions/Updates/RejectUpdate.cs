using Cairn.Api.Failure.V1;
using Cairn.Engine.Executions.Commands;
using Cairn.Engine.Journal;

namespace Cairn.Engine.Executions.Updates;

/// <summary>Rejects an update for the workflow or its worker. No event is written.</summary>
internal static class RejectUpdate
{
    /// <summary>
    /// Keeps the failure for the caller. An update that was admitted to history is not offered again.
    /// </summary>
    public static void Run(CommandContext context, string id, Failure failure)
    {
        if (context.Turn.State.Updates.ContainsKey(id))
        {
            context.Turn.Note(new Record { UpdateRejected = new UpdateRejected { UpdateId = id } });
        }

        context.RejectedUpdates[id] = failure;
    }

    /// <summary>
    /// Rejects the updates that the worker received, with the task or in its history, and did not respond to: a worker
    /// that supports updates responds to each.
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
