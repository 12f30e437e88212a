using Cairn.Engine.Visibility;
using Cairn.Protocol;
using Cairn.Storage.Visibility;

namespace Cairn.Storage;

/// <summary>
/// Keeps journals. A journal is the append-only list of what happened to one execution; beside it the store keeps one
/// <see cref="ExecutionHead"/> an execution, by which executions are found. It never looks inside a journal entry.
/// An execution ends by an <see cref="ExecutionDelete"/>, which leaves nothing of it; its ids may be used again.
/// What is no execution is kept as <see cref="Document"/>s, under the same promises.
/// </summary>
/// <remarks>
/// Reads throw <see cref="StoreException"/> when the storage underneath fails or is found damaged, and all of them do
/// after a commit was answered with <see cref="CommitOutcome.Unknown"/>, until the store knows again what is durable.
/// <see cref="CommitAsync"/> may be called from one caller a partition at a time, and for documents alone by anybody;
/// reads from anywhere, at any time.
/// A read sees every batch whose commit has been answered with <see cref="CommitOutcome.Done"/>.
/// Batches of one partition are made durable in the order of the calls. Closing a store answers what is queued first;
/// after that every method throws <see cref="ObjectDisposedException"/>.
/// </remarks>
public interface IStore : IAsyncDisposable
{
    /// <summary>
    /// Why the store cannot be used now; null while it can. It goes by itself when its cause does. Default: null.
    /// </summary>
    StoreException? Trouble => null;

    /// <summary>What the store has done since it was opened; null, the default, if it does not count.</summary>
    StoreStatistics? Statistics => null;

    /// <summary>
    /// Makes a batch durable, whole or not at all: when this answers <see cref="CommitOutcome.Done"/>, the batch
    /// survives the death of the process and the loss of power.
    /// </summary>
    /// <param name="batch">What to change; one without changes is <see cref="CommitOutcome.Done"/> at once.</param>
    /// <param name="cancellationToken">
    /// Looked at before the batch is queued, never after: whoever waits for a queued batch needs to hear the outcome.
    /// </param>
    /// <exception cref="ArgumentException">The batch is not a valid one; nothing was written.</exception>
    /// <exception cref="StoreException">
    /// The storage underneath cannot be written now (<see cref="Trouble"/>), or what the batch changes is damaged;
    /// nothing was written.
    /// </exception>
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
    /// The executions of a partition that need attention at or before <paramref name="until"/> and come after
    /// <paramref name="after"/>, earliest first, at most <paramref name="limit"/> of them. Whether they are open does
    /// not matter: a closed one may still have something to deliver. Those that are due at one moment come in an
    /// order of the store's own, by run id, that never changes.
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

    /// <summary>One document; null if there is none.</summary>
    ValueTask<Document?> FindDocumentAsync(DocumentKey key, CancellationToken cancellationToken = default);

    /// <summary>
    /// The documents of a kind and a namespace whose names come after <paramref name="after"/>, at most
    /// <paramref name="limit"/> of them, by name, in an order of the store's own that never changes.
    /// </summary>
    /// <param name="kind">The <see cref="DocumentKey.Kind"/>.</param>
    /// <param name="namespace">The <see cref="DocumentKey.Namespace"/>.</param>
    /// <param name="after">The name that the last page ended at; null for the first page.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellationToken">Ends the read early.</param>
    ValueTask<IReadOnlyList<Document>> ListDocumentsAsync(
        string kind,
        NamespaceName @namespace,
        string? after,
        int limit,
        CancellationToken cancellationToken = default);

    /// <summary>
    /// The executions of a namespace that pass a filter, in an order of which the run id is the last part; at most
    /// <paramref name="limit"/> of them, behind a place.
    /// </summary>
    /// <param name="namespace">The namespace.</param>
    /// <param name="query">Which ones, and in which order.</param>
    /// <param name="after">The place of the last execution of the page before; null for the first page.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellationToken">Ends the read early.</param>
    ValueTask<IReadOnlyList<ExecutionHead>> ListAsync(
        NamespaceName @namespace,
        ListQuery query,
        ListPlace? after,
        int limit,
        CancellationToken cancellationToken = default);

    /// <summary>
    /// Counts the executions of a namespace that pass a filter: in one group, or in one for each value of the
    /// attribute that the query groups by, in the order of the values, those without one first.
    /// </summary>
    ValueTask<IReadOnlyList<ExecutionCount>> CountAsync(
        NamespaceName @namespace, ListQuery query, CancellationToken cancellationToken = default);
}
