using Cairn.Engine;
using Cairn.Storage;

namespace Cairn.Runtime.Partitions;

/// <summary>
/// Group commit: while the store makes one batch durable, everything that is decided meanwhile gathers in the next one.
/// Nothing leaves before the batch that it belongs to is durable.
/// </summary>
/// <param name="number">The partition.</param>
/// <param name="options">What the node is made with.</param>
/// <param name="store">The store.</param>
/// <param name="post">Does something on the partition's thread of work.</param>
/// <param name="durable">Notified of every batch that became durable.</param>
/// <param name="lost">Notified when a batch did not: all that was decided since is void.</param>
/// <param name="errors">Where unexpected exceptions end.</param>
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
    private Exception? doom;

    /// <summary>Whether nothing is under way or waits.</summary>
    public bool IsIdle => running is null && open.IsEmpty;

    /// <summary>Whether something could be committed that nobody waits for.</summary>
    public bool HasLazyOnly => running is null && !open.IsEmpty && !open.IsUrgent;

    /// <summary>Adds a change to the open batch; the execution has taken it over.</summary>
    public void Add(CachedExecution cached, bool isFirstChange, IReadOnlyList<Effect> effects, bool urgent) =>
        open.Add(cached, isFirstChange, effects, urgent);

    /// <summary>Answers when everything that an execution shows is durable; at once if it is.</summary>
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

    /// <summary>Begins the next commit, unless one is under way or there is no hurry.</summary>
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
    /// Gives up what is in memory as soon as no commit is under way: until then the store must not be read again, for
    /// it may still change.
    /// </summary>
    public void GiveUp(Exception cause)
    {
        if (running is null)
        {
            lost(cause);
        }
        else
        {
            doom ??= cause;
        }
    }

    /// <summary>Answers everybody who waits with an error; what was decided is void.</summary>
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
        doom = null;
    }

    private async Task CommitAsync(OpenBatch batch)
    {
        Exception? reason = null;
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

        post(() => End(batch, reason));
    }

    private void End(OpenBatch batch, Exception? reason)
    {
        if (running != batch)
        {
            return; // It was given up meanwhile.
        }

        if ((reason ?? doom) is { } cause)
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
                errors.Report("What follows a commit", caught);
            }
        }
    }
}
