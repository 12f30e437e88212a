using Cairn.Engine.Visibility;
using Cairn.Protocol;
using Cairn.Storage.Visibility;

namespace Cairn.Storage;

/// <summary>
/// Stores journals, heads and documents. A journal is the append-only list of records of one execution; the store never
/// looks inside its entries. Each execution also has one <see cref="ExecutionHead"/>, by which it is found. An
/// <see cref="ExecutionDelete"/> removes an execution completely; its ids may be used again. Everything that is not an
/// execution is stored as a <see cref="Document"/>, with the same guarantees.
/// </summary>
/// <remarks>
/// Reads throw <see cref="StoreException"/> when the storage underneath fails or is damaged. After a commit was
/// answered with <see cref="CommitOutcome.Unknown"/> every read throws it, until the store knows again what is durable.
/// <see cref="CommitAsync"/> may have one caller at a time for each partition; a batch of documents only may come from
/// any caller at any time, and so may reads. A read sees every batch whose commit was answered with
/// <see cref="CommitOutcome.Done"/>. Batches of one partition become durable in the order of the calls. Closing a store
/// answers the queued calls first; after that every method throws <see cref="ObjectDisposedException"/>.
/// </remarks>
public interface IStore : IAsyncDisposable
{
    /// <summary>
    /// Why the store cannot be used now; null while it can. It becomes null again when the cause is gone. Default:
    /// null.
    /// </summary>
    StoreException? Trouble => null;

    /// <summary>What kind of store it is, in the word that operators see: <c>memory</c>, <c>sqlite</c>.</summary>
    string Kind { get; }

    /// <summary>Counters since the store was opened; null, the default, if the store does not count.</summary>
    StoreStatistics? Statistics => null;

    /// <summary>How large the store is now; null, the default, if the store does not know.</summary>
    StoreSize? Size => null;

    /// <summary>
    /// Makes a batch durable, whole or not at all. After the answer <see cref="CommitOutcome.Done"/> the batch survives
    /// a crash of the process and a loss of power.
    /// </summary>
    /// <param name="batch">What to change; one without changes is <see cref="CommitOutcome.Done"/> at once.</param>
    /// <param name="cancellationToken">
    /// Checked before the batch is queued, never after: the caller of a queued batch needs to know the outcome.
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
    /// <paramref name="after"/>, earliest first, at most <paramref name="limit"/> of them. Open and closed ones are
    /// returned: a closed one may still have a message to deliver. Executions that are due at the same time come by
    /// run id, in an order that the store chooses and never changes.
    /// </summary>
    /// <param name="partition">The partition to read.</param>
    /// <param name="after">Where the last page ended; null for the first page.</param>
    /// <param name="until">The latest <see cref="ExecutionHead.WakeAt"/> to return.</param>
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
    /// <paramref name="limit"/> of them. They are sorted by name, in an order that the store chooses and never changes.
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
    /// The executions of a namespace that pass a filter and come after <paramref name="after"/>, at most
    /// <paramref name="limit"/> of them. They are sorted by the query's order, then by run id.
    /// </summary>
    /// <param name="namespace">The namespace.</param>
    /// <param name="query">The filter and the order.</param>
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
    /// Counts the executions of a namespace that pass a filter: all in one group, or one group for each value of the
    /// attribute that the query groups by, in the order of the values, with those that have no value first.
    /// </summary>
    ValueTask<IReadOnlyList<ExecutionCount>> CountAsync(
        NamespaceName @namespace, ListQuery query, CancellationToken cancellationToken = default);
}
