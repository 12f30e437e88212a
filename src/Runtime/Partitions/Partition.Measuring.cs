using Cairn.Protocol;
using Cairn.Runtime.Metrics;

namespace Cairn.Runtime.Partitions;

/// <content>What collectors of metrics read.</content>
internal sealed partial class Partition
{
    private long lookups;
    private long misses;

    /// <summary>How many requests wait.</summary>
    public int InboxCount => inbox.Count;

    /// <summary>How many executions are in memory.</summary>
    public int CachedCount => cache.Count;

    /// <summary>How many requests looked for an execution in memory.</summary>
    public long Lookups => Volatile.Read(ref lookups);

    /// <summary>How many of them did not find it.</summary>
    public long Misses => Volatile.Read(ref misses);

    /// <summary>What is pending.</summary>
    public PendingWork Pending { get; }

    /// <summary>Begins to count what is pending, with the executions in memory.</summary>
    public Task BeginPendingAsync() => PostAsync(() =>
    {
        Pending.Begin();
        foreach (var cached in slots.Values.SelectMany(slot => slot.Runs.Values))
        {
            CountPending(cached);
        }
    });

    /// <summary>Counts what is pending in a run of the store, unless it is counted already.</summary>
    public async Task CountPendingAsync(ExecutionKey key)
    {
        var isKnown = true;
        await PostAsync(() => isKnown = Pending.Knows(key));
        if (!isKnown && (await loader.LoadRunAsync(key)).Execution is { } loaded)
        {
            await PostAsync(() => Pending.Count(loaded.State));
        }
    }

    /// <summary>Stops counting what is pending.</summary>
    public Task ClearPendingAsync() => PostAsync(Pending.Clear);

    /// <summary>Records that all runs of the store are counted.</summary>
    public Task EndPendingAsync() => PostAsync(Pending.EndScan);

    /// <summary>Counts what the last commit made durable.</summary>
    private void Measure(CachedExecution cached)
    {
        try
        {
            new MeasureRecords(metrics, Pending, cached).Measure();
        }
        catch (Exception caught) when (caught is not OutOfMemoryException)
        {
            errors.Report(nameof(MeasureRecords), caught);
        }

        cached.EndCommit();
    }

    private void CountPending(CachedExecution cached)
    {
        if (cached.Durable is { } durable)
        {
            Pending.Count(durable);
        }
    }

    private Task PostAsync(Action action)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Post(() =>
        {
            try
            {
                action();
                done.SetResult();
            }
            catch (Exception caught) when (caught is not OutOfMemoryException)
            {
                done.SetException(caught);
            }
        });
        return done.Task;
    }
}
