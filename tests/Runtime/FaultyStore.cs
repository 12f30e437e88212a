using System.Collections.Concurrent;
using Cairn.Engine.Visibility;
using Cairn.Protocol;
using Cairn.Storage;
using Cairn.Storage.Visibility;

namespace Cairn.Tests.Runtime;

/// <summary>A store that does what a test wants it to do, and otherwise what the one below does.</summary>
internal sealed class FaultyStore(IStore inner) : IStore
{
    public string Kind => inner.Kind;

    /// <summary>Every batch that came, in order.</summary>
    public ConcurrentQueue<Batch> Batches { get; } = [];

    /// <summary>Stands between a commit and the store below; null for nothing.</summary>
    public Func<Func<ValueTask<CommitOutcome>>, Task<CommitOutcome>>? OnCommit { get; set; }

    /// <summary>What the store says a journal holds; null for what it does.</summary>
    public Func<ExecutionKey, IReadOnlyList<ReadOnlyMemory<byte>>, IReadOnlyList<ReadOnlyMemory<byte>>>? OnJournal
    {
        get;
        set;
    }

    /// <summary>Comes before every read; null for nothing.</summary>
    public Func<Task>? OnRead { get; set; }

    /// <summary>Comes before every list of runs, with its namespace; null for nothing.</summary>
    public Func<NamespaceName, Task>? OnList { get; set; }

    /// <summary>Comes between what the store knows to be due and its answer; null for nothing.</summary>
    public Func<Task>? AfterDue { get; set; }

    /// <summary>Comes between what the store lists and its answer; null for nothing.</summary>
    public Func<Task>? AfterList { get; set; }

    /// <summary>Keeps commits back until they are released.</summary>
    public Hold HoldCommits()
    {
        var hold = new Hold();
        OnCommit = async commit =>
        {
            await hold.WaitAsync();
            return await commit();
        };
        return hold;
    }

    /// <summary>Keeps reads back until they are released.</summary>
    public Hold HoldReads()
    {
        var hold = new Hold();
        OnRead = hold.WaitAsync;
        return hold;
    }

    /// <summary>Does something else in place of the next commit, and of none after it.</summary>
    public void Once(Func<Func<ValueTask<CommitOutcome>>, Task<CommitOutcome>> commit) => OnCommit = inner =>
    {
        OnCommit = null;
        return commit(inner);
    };

    public async ValueTask<CommitOutcome> CommitAsync(Batch batch, CancellationToken cancellationToken = default)
    {
        Batches.Enqueue(batch);
        return OnCommit is { } instead
            ? await instead(() => inner.CommitAsync(batch, cancellationToken))
            : await inner.CommitAsync(batch, cancellationToken);
    }

    public async ValueTask<ExecutionHead?> FindRunAsync(
        ExecutionKey key, CancellationToken cancellationToken = default)
    {
        await BeforeReadAsync();
        return await inner.FindRunAsync(key, cancellationToken);
    }

    public async ValueTask<ExecutionHead?> FindCurrentAsync(
        NamespaceName @namespace, WorkflowId workflowId, CancellationToken cancellationToken = default)
    {
        await BeforeReadAsync();
        return await inner.FindCurrentAsync(@namespace, workflowId, cancellationToken);
    }

    public async ValueTask<IReadOnlyList<ReadOnlyMemory<byte>>> ReadJournalAsync(
        ExecutionKey key, CancellationToken cancellationToken = default)
    {
        await BeforeReadAsync();
        var journal = await inner.ReadJournalAsync(key, cancellationToken);
        return OnJournal?.Invoke(key, journal) ?? journal;
    }

    public async ValueTask<IReadOnlyList<ExecutionHead>> FindDueAsync(
        int partition,
        DueCursor? after,
        DateTimeOffset until,
        int limit,
        CancellationToken cancellationToken = default)
    {
        await BeforeReadAsync();
        var due = await inner.FindDueAsync(partition, after, until, limit, cancellationToken);
        await (AfterDue?.Invoke() ?? Task.CompletedTask);
        return due;
    }

    public async ValueTask<Document?> FindDocumentAsync(DocumentKey key, CancellationToken cancellationToken = default)
    {
        await BeforeReadAsync();
        return await inner.FindDocumentAsync(key, cancellationToken);
    }

    public async ValueTask<IReadOnlyList<Document>> ListDocumentsAsync(
        string kind,
        NamespaceName @namespace,
        string? after,
        int limit,
        CancellationToken cancellationToken = default)
    {
        await BeforeReadAsync();
        return await inner.ListDocumentsAsync(kind, @namespace, after, limit, cancellationToken);
    }

    public async ValueTask<IReadOnlyList<ExecutionHead>> ListAsync(
        NamespaceName @namespace,
        ListQuery query,
        ListPlace? after,
        int limit,
        CancellationToken cancellationToken = default)
    {
        await BeforeReadAsync();
        await (OnList?.Invoke(@namespace) ?? Task.CompletedTask);
        var heads = await inner.ListAsync(@namespace, query, after, limit, cancellationToken);
        await (AfterList?.Invoke() ?? Task.CompletedTask);
        return heads;
    }

    public async ValueTask<IReadOnlyList<ExecutionCount>> CountAsync(
        NamespaceName @namespace, ListQuery query, CancellationToken cancellationToken = default)
    {
        await BeforeReadAsync();
        return await inner.CountAsync(@namespace, query, cancellationToken);
    }

    public ValueTask DisposeAsync() => inner.DisposeAsync();

    private Task BeforeReadAsync() => OnRead?.Invoke() ?? Task.CompletedTask;
}
