using Cairn.Engine.Visibility;
using Cairn.Protocol;
using Cairn.Storage;
using Cairn.Storage.Visibility;
using Cairn.Tests.Simulation.Machine;

namespace Cairn.Tests.Simulation.Actors;

/// <summary>The store as one process has it open: it takes time, and things go wrong.</summary>
/// <param name="process">The process.</param>
/// <param name="disk">What survives it.</param>
/// <param name="inner">What reads read.</param>
/// <param name="faults">What goes wrong.</param>
internal sealed class SimStore(SimProcess process, Disk disk, MemoryStore inner, Faults faults) : IStore
{
    private readonly List<Batch> underway = [];
    private readonly Dice dice = process.World.Dice;

    public string Kind => "simulated";

    /// <summary>Whether it must be opened anew.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>The process died: of what was under way, each batch is there whole or not at all.</summary>
    public void Lose()
    {
        foreach (var batch in underway.Where(_ => dice.Chance(0.5)))
        {
            disk.ApplyAsync(batch).AsTask().GetAwaiter().GetResult();
        }
    }

    public async ValueTask<CommitOutcome> CommitAsync(Batch batch, CancellationToken cancellationToken = default)
    {
        ThrowIfBroken();
        underway.Add(batch);
        await process.DelayAsync(dice.Chance(faults.CommitIsSlow)
            ? dice.Between(TimeSpan.FromSeconds(0.1), TimeSpan.FromSeconds(20))
            : dice.Skewed(TimeSpan.FromMilliseconds(0.1), TimeSpan.FromMilliseconds(5)));
        underway.Remove(batch);
        if (dice.Chance(faults.CommitFails))
        {
            return Said(batch, CommitOutcome.Failed);
        }

        if (dice.Chance(faults.CommitThrows))
        {
            throw new StoreException(StoreFailure.Unavailable, "The simulated disk does not answer.");
        }

        var isUnknown = dice.Chance(faults.CommitIsUnknown);
        var outcome = CommitOutcome.Done;
        if (!isUnknown || dice.Chance(0.5))
        {
            outcome = await disk.ApplyAsync(batch);
        }

        await process.DelayAsync(dice.Skewed(TimeSpan.Zero, TimeSpan.FromMilliseconds(2)));
        if (!isUnknown)
        {
            return outcome;
        }

        IsBroken = faults.UnknownBreaksStore;
        return dice.Chance(0.5)
            ? Said(batch, CommitOutcome.Unknown)
            : throw new StoreException(StoreFailure.Unavailable, "The simulated disk stopped in the middle.");
    }

    public ValueTask<ExecutionHead?> FindRunAsync(ExecutionKey key, CancellationToken cancellationToken = default) =>
        ReadAsync(() => inner.FindRunAsync(key, CancellationToken.None), cancellationToken);

    public ValueTask<ExecutionHead?> FindCurrentAsync(
        NamespaceName @namespace, WorkflowId workflowId, CancellationToken cancellationToken = default) =>
        ReadAsync(() => inner.FindCurrentAsync(@namespace, workflowId, CancellationToken.None), cancellationToken);

    public ValueTask<IReadOnlyList<ReadOnlyMemory<byte>>> ReadJournalAsync(
        ExecutionKey key, CancellationToken cancellationToken = default) =>
        ReadAsync(() => inner.ReadJournalAsync(key, CancellationToken.None), cancellationToken);

    public ValueTask<IReadOnlyList<ExecutionHead>> FindDueAsync(
        int partition,
        DueCursor? after,
        DateTimeOffset until,
        int limit,
        CancellationToken cancellationToken = default) => ReadAsync(
            () => inner.FindDueAsync(partition, after, until, limit, CancellationToken.None), cancellationToken);

    public ValueTask<Document?> FindDocumentAsync(DocumentKey key, CancellationToken cancellationToken = default) =>
        ReadAsync(() => inner.FindDocumentAsync(key, CancellationToken.None), cancellationToken);

    public ValueTask<IReadOnlyList<Document>> ListDocumentsAsync(
        string kind,
        NamespaceName @namespace,
        string? after,
        int limit,
        CancellationToken cancellationToken = default) => ReadAsync(
            () => inner.ListDocumentsAsync(kind, @namespace, after, limit, CancellationToken.None), cancellationToken);

    public ValueTask<IReadOnlyList<ExecutionHead>> ListAsync(
        NamespaceName @namespace,
        ListQuery query,
        ListPlace? after,
        int limit,
        CancellationToken cancellationToken = default) => ReadAsync(
            () => inner.ListAsync(@namespace, query, after, limit, CancellationToken.None), cancellationToken);

    public ValueTask<IReadOnlyList<ExecutionCount>> CountAsync(
        NamespaceName @namespace, ListQuery query, CancellationToken cancellationToken = default) =>
        ReadAsync(() => inner.CountAsync(@namespace, query, CancellationToken.None), cancellationToken);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async ValueTask<T> ReadAsync<T>(Func<ValueTask<T>> read, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await process.DelayAsync(dice.Chance(faults.ReadIsSlow)
            ? dice.Between(TimeSpan.FromSeconds(0.1), TimeSpan.FromSeconds(10))
            : dice.Skewed(TimeSpan.Zero, TimeSpan.FromMilliseconds(1)));
        ThrowIfBroken();
        if (dice.Chance(faults.ReadFails))
        {
            throw new StoreException(StoreFailure.Unavailable, "The simulated disk cannot be read.");
        }

        var answer = await read();
        if (dice.Chance(0.5))
        {
            await process.DelayAsync(dice.Skewed(TimeSpan.Zero, TimeSpan.FromMilliseconds(2)));
        }

        return answer;
    }

    private CommitOutcome Said(Batch batch, CommitOutcome outcome)
    {
        process.World.Trace.Note(process.World, process, $"commit of {batch.Writes.Count}: {outcome}");
        return outcome;
    }

    private void ThrowIfBroken()
    {
        if (IsBroken)
        {
            throw new StoreException(StoreFailure.Unavailable, "The simulated store must be opened anew.");
        }
    }
}
