using Cairn.Api.History.V1;
using Cairn.Engine.Executions;
using Cairn.Engine.Executions.WorkflowTasks;
using Cairn.Protocol;
using Cairn.Runtime.Partitions;

namespace Cairn.Runtime.Requests;

/// <summary>Collects the history for a worker or another reader.</summary>
/// <param name="Key">The run.</param>
/// <param name="FromEventId">The first requested event.</param>
/// <param name="ToEventId">The end, exclusive.</param>
/// <param name="Kept">
/// The requested events if all of them are in memory; otherwise those that are.
/// </param>
/// <param name="KeptFrom">The id of the first event of <paramref name="Kept"/>.</param>
/// <param name="Transient">Events of a repeated attempt, which are not in the history yet.</param>
internal sealed record HistoryReader(
    ExecutionKey Key,
    long FromEventId,
    long ToEventId,
    IReadOnlyList<HistoryEvent> Kept,
    long KeptFrom,
    IReadOnlyList<HistoryEvent> Transient)
{
    /// <summary>Reads from memory, in order on the partition's scheduler.</summary>
    public static HistoryReader Take(CachedExecution run, long fromEventId, long toEventId, bool withTransient)
    {
        var keptFrom = Math.Clamp(run.Tail.FirstEventId, fromEventId, toEventId);
        return new(
            run.State.Key,
            fromEventId,
            toEventId,
            run.Tail.Range(keptFrom, toEventId) ?? [],
            keptFrom,
            withTransient ? [.. TransientEvents.Of(run.State)] : []);
    }

    /// <summary>The history; events that are not in memory come from the store.</summary>
    public async Task<History> ReadAsync(Node node)
    {
        var history = new History();
        if (KeptFrom > FromEventId)
        {
            var stored = await ReadStoreAsync(node);
            if (stored.Count == 0)
            {
                throw Refused.NoRun(Key.WorkflowId.Value, Key.RunId.Value); // It was deleted in the meantime.
            }

            history.Events.AddRange(stored.Where(e => e.EventId >= FromEventId && e.EventId < KeptFrom));
        }

        history.Events.AddRange(Kept);
        history.Events.AddRange(Transient);
        return history;
    }

    private async Task<IReadOnlyList<HistoryEvent>> ReadStoreAsync(Node node)
    {
        try
        {
            return await node.Of(WorkflowKey.Of(Key)).ReadHistoryAsync(Key);
        }
        catch (Exception caught) when (caught is not OutOfMemoryException)
        {
            throw Refused.ByStore(caught);
        }
    }

    /// <summary>Reads the whole history of a state.</summary>
    public static HistoryReader TakeAll(CachedExecution run, bool withTransient) =>
        Take(run, fromEventId: 1, Next(run.State), withTransient);

    private static long Next(Execution state) => state.NextEventId;
}
