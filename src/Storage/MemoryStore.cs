using Cairn.Engine.Visibility;
using Cairn.Protocol;
using Cairn.Storage.Visibility;

namespace Cairn.Storage;

/// <summary>
/// A store that keeps everything in memory and loses it with the object: for tests, and for an embedded engine that
/// needs no durability. It gives every guarantee of <see cref="IStore"/> except durability.
/// </summary>
/// <remarks>Every method completes at once, on the caller's thread; any number of callers may use it.</remarks>
public sealed class MemoryStore : IStore
{
    private readonly Lock sync = new();
    private readonly Dictionary<ExecutionKey, MemoryExecution> executions = [];
    private readonly Dictionary<(NamespaceName, WorkflowId), MemoryExecution> current = [];
    private readonly Dictionary<int, MemoryDueQueue> due = [];
    private readonly MemoryDocuments documents = new();
    private bool disposed;

    /// <inheritdoc/>
    public string Kind => "memory";

    /// <inheritdoc/>
    public ValueTask<CommitOutcome> CommitAsync(Batch batch, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(batch);
        batch.ThrowIfInvalid();
        return Locked(() =>
        {
            if (batch.Writes.Any(write => VersionOf(write.Head.Key) != write.ExpectedVersion)
                || batch.Deletes.Any(delete => VersionOf(delete.Key) != delete.ExpectedVersion)
                || batch.Documents.Any(write => documents.VersionOf(write.Key) != write.ExpectedVersion))
            {
                return CommitOutcome.Failed;
            }

            foreach (var delete in batch.Deletes)
            {
                Delete(delete.Key);
            }

            foreach (var write in batch.Writes)
            {
                Apply(write);
            }

            foreach (var write in batch.Documents)
            {
                documents.Write(write);
            }

            return CommitOutcome.Done;
        }, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<ExecutionHead?> FindRunAsync(ExecutionKey key, CancellationToken cancellationToken = default) =>
        Locked(() => Find(key)?.Head, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<ExecutionHead?> FindCurrentAsync(
        NamespaceName @namespace, WorkflowId workflowId, CancellationToken cancellationToken = default) =>
        Locked(() => current.GetValueOrDefault((@namespace, workflowId))?.Head, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ReadOnlyMemory<byte>>> ReadJournalAsync(
        ExecutionKey key, CancellationToken cancellationToken = default) =>
        Locked<IReadOnlyList<ReadOnlyMemory<byte>>>(() => [.. Find(key)?.Journal ?? []], cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ExecutionHead>> FindDueAsync(
        int partition,
        DueCursor? after,
        DateTimeOffset until,
        int limit,
        CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        return Locked<IReadOnlyList<ExecutionHead>>(
            () => [.. DueQueue(partition).Find(after, until, limit)], cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<Document?> FindDocumentAsync(DocumentKey key, CancellationToken cancellationToken = default) =>
        Locked(() => documents.Find(key), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Document>> ListDocumentsAsync(
        string kind,
        NamespaceName @namespace,
        string? after,
        int limit,
        CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        return Locked(() => documents.List(kind, @namespace, after, limit), cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<ExecutionHead>> ListAsync(
        NamespaceName @namespace,
        ListQuery query,
        ListPlace? after,
        int limit,
        CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        return MemoryList.Page(await HeadsAsync(@namespace, cancellationToken)
            .ConfigureAwait(false), query, after, limit);
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<ExecutionCount>> CountAsync(
        NamespaceName @namespace, ListQuery query, CancellationToken cancellationToken = default) =>
        MemoryList.Count(await HeadsAsync(@namespace, cancellationToken).ConfigureAwait(false), query);

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        lock (sync)
        {
            disposed = true;
        }

        return ValueTask.CompletedTask;
    }

    private ValueTask<T> Locked<T>(Func<T> body, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<T>(cancellationToken);
        }

        lock (sync)
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            return ValueTask.FromResult(body());
        }
    }

    private ValueTask<List<ExecutionHead>> HeadsAsync(NamespaceName @namespace, CancellationToken cancellationToken) =>
        Locked(
            () => executions.Values
                .Where(execution => execution.Head.Key.Namespace == @namespace)
                .Select(execution => execution.Head)
                .ToList(),
            cancellationToken);

    private MemoryExecution? Find(ExecutionKey key) => executions.GetValueOrDefault(key);

    private long VersionOf(ExecutionKey key) => Find(key)?.Head.Version ?? 0;

    private void Delete(ExecutionKey key)
    {
        executions.Remove(key, out var execution);
        DueQueue(execution!.Head.Partition).Remove(execution);
        if (execution.Head.IsCurrent)
        {
            current.Remove((key.Namespace, key.WorkflowId));
        }
    }

    private void Apply(ExecutionWrite write)
    {
        var head = write.Head;
        if (executions.TryGetValue(head.Key, out var execution))
        {
            DueQueue(execution.Head.Partition).Remove(execution);
        }
        else
        {
            executions.Add(head.Key, execution = new MemoryExecution(head));
        }

        execution.Write(write);
        DueQueue(head.Partition).Add(execution);
        MoveCurrent(execution);
    }

    private MemoryDueQueue DueQueue(int partition)
    {
        if (!due.TryGetValue(partition, out var queue))
        {
            due.Add(partition, queue = new MemoryDueQueue());
        }

        return queue;
    }

    private void MoveCurrent(MemoryExecution execution)
    {
        var name = (execution.Head.Key.Namespace, execution.Head.Key.WorkflowId);
        var before = current.GetValueOrDefault(name);
        if (execution.Head.IsCurrent)
        {
            if (before is not null && before != execution)
            {
                before.LoseCurrent();
            }

            current[name] = execution;
        }
        else if (before == execution)
        {
            current.Remove(name);
        }
    }
}
