using Cairn.Protocol;

namespace Cairn.Storage;

/// <summary>
/// Keeps journals. A journal is the append-only list of what happened to one execution; beside it the store keeps one
/// <see cref="ExecutionHead"/> an execution, by which executions are found. It never looks inside a journal entry.
/// </summary>
/// <remarks>
/// <see cref="CommitAsync"/> may be called from one caller a partition at a time; reads from anywhere, at any time.
/// A read sees every batch whose commit has been answered with <see cref="CommitOutcome.Done"/>.
/// </remarks>
public interface IStore : IAsyncDisposable
{
    /// <summary>
    /// Makes a batch durable, whole or not at all: when this answers <see cref="CommitOutcome.Done"/>, the batch
    /// survives the death of the process and the loss of power.
    /// </summary>
    ValueTask<CommitOutcome> CommitAsync(Batch batch, CancellationToken cancellationToken = default);

    /// <summary>The head of one run; null if there is none.</summary>
    ValueTask<ExecutionHead?> FindRunAsync(ExecutionKey key, CancellationToken cancellationToken = default);

    /// <summary>The head of the newest run of a workflow id, open or closed; null if there is none.</summary>
    ValueTask<ExecutionHead?> FindCurrentAsync(
        NamespaceName @namespace, WorkflowId workflowId, CancellationToken cancellationToken = default);

    /// <summary>The whole journal of a run, oldest entry first; empty if there is no such run.</summary>
    ValueTask<IReadOnlyList<ReadOnlyMemory<byte>>> ReadJournalAsync(
        ExecutionKey key, CancellationToken cancellationToken = default);

    /// <summary>
    /// The open executions of a partition that need attention at or before <paramref name="until"/> and after
    /// <paramref name="after"/>, earliest first, at most <paramref name="limit"/> of them.
    /// </summary>
    /// <param name="partition">The partition that asks.</param>
    /// <param name="after">The position that the last page ended at; null for the first page.</param>
    /// <param name="until">The latest <see cref="ExecutionHead.WakeAt"/> that is wanted.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellationToken">Ends the read early.</param>
    ValueTask<IReadOnlyList<ExecutionHead>> FindDueAsync(
        int partition,
        DueCursor? after,
        DateTimeOffset until,
        int limit,
        CancellationToken cancellationToken = default);
}
