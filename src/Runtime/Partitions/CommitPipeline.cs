using Cairn.Engine;
using Cairn.Runtime.Metrics;
using Cairn.Storage;

namespace Cairn.Runtime.Partitions;

/// <summary>
/// Group commit: while the store makes one batch durable, the next one collects all decisions. Answers and effects of a
/// batch are released when it is durable.
/// </summary>
/// <param name="number">The number of the partition.</param>
/// <param name="options">The options of the node.</param>
/// <param name="store">The store.</param>
/// <param name="post">Runs an action on the partition's scheduler, in order.</param>
/// <param name="durable">Called for every batch that is durable.</param>
/// <param name="lost">Called when a commit failed: all decisions since then are void.</param>
/// <param name="errors">Handles unexpected exceptions.</param>
internal sealed class CommitPipeline(
    int number,
    NodeOptions options,
    IStore store,
    Action<Action> post,
    Action<OpenBatch> durable,
    Action<Exception> lost,
    InternalErrors errors)
{
    private OpenBatch open = new();
    private OpenBatch? running;
    private Exception? failure;

    /// <summary>Whether no commit is running and no change waits for one.</summary>
    public bool IsIdle => running is null && open.IsEmpty;

    /// <summary>
    /// Whether the open batch has changes, but none that a caller waits for, and no commit is running.
    /// </summary>
    public bool HasLazyOnly => running is null && !open.IsEmpty && !open.IsUrgent;

    /// <summary>Adds a change to the open batch; the execution has applied it.</summary>
    public void Add(CachedExecution cached, bool isFirstChange, IReadOnlyList<Effect> effects, bool urgent) =>
        open.Add(cached, isFirstChange, effects, urgent);

    /// <summary>Releases an answer when all visible changes of an execution are durable; at once if they are.</summary>
    public void ReleaseWhenDurable(CachedExecution? cached, IReply reply)
    {
        if (cached is { IsDirty: true })
        {
            open.Add(reply);
        }
        else if (cached is { PendingBatches: > 0 })
        {
            running!.Add(reply);
        }
        else
        {
            reply.Release();
        }
    }

    /// <summary>Starts the next commit, unless one is running or no caller waits for it.</summary>
    public void Begin(bool evenIfLazy)
    {
        if (running is not null || open.IsEmpty || (!open.IsUrgent && !evenIfLazy))
        {
            return;
        }

        var batch = open;
        running = batch;
        open = new OpenBatch();
        errors.Start("A commit", () => CommitAsync(batch));
    }

    /// <summary>
    /// Discards what is in memory as soon as no commit is running: until then the store may still change and must not
    /// be read.
    /// </summary>
    public void GiveUp(Exception cause)
    {
        if (running is null)
        {
            lost(cause);
        }
        else
        {
            failure ??= cause;
        }
    }

    /// <summary>Fails all answers that wait; their decisions are void.</summary>
    public void Abandon(Exception reason)
    {
        foreach (var batch in new[] { running, open })
        {
            foreach (var reply in batch?.Replies ?? [])
            {
                reply.Fail(reason);
            }
        }

        running = null;
        open = new OpenBatch();
        failure = null;
    }

    private async Task CommitAsync(OpenBatch batch)
    {
        Exception? reason = null;
        var began = options.TimeProvider.GetTimestamp();
        try
        {
            var outcome = await store.CommitAsync(batch.ToStore(number, options.WorkersAreInProcess));
            reason = outcome == CommitOutcome.Done
                ? null
                : Refused.Unavailable($"The store did not take the change ({outcome}); try again.");
        }
        catch (Exception caught) when (caught is not OutOfMemoryException)
        {
            reason = caught;
        }

        PartitionMetrics.EndCommit(
            batch.Changed.Count, options.TimeProvider.GetElapsedTime(began), isDurable: reason is null);
        post(() => End(batch, reason));
    }

    private void End(OpenBatch batch, Exception? reason)
    {
        if (running != batch)
        {
            return; // It was abandoned in the meantime.
        }

        if ((reason ?? failure) is { } cause)
        {
            lost(cause);
            return;
        }

        running = null;
        foreach (var cached in batch.Changed)
        {
            cached.Settle();
        }

        durable(batch);
        foreach (var reply in batch.Replies)
        {
            try
            {
                reply.Release();
            }
            catch (Exception caught) when (caught is not OutOfMemoryException)
            {
                errors.Report("An answer after a commit", caught);
            }
        }
    }
}
