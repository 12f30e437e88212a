namespace Cairn.Storage.Sqlite.Writing;

/// <summary>
/// The queue of batches, and the one thread that writes them. While one transaction becomes durable the next batches
/// gather: under load they share a commit, and without load none waits for others.
/// </summary>
internal sealed class CommitQueue
{
    // Bounds how long a batch waits for others to share its commit.
    private const int MostWrites = 1024;
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(1);

    private readonly object sync = new();
    private readonly Queue<PendingCommit> waiting = new();
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Committer committer;
    private readonly Checkpointer checkpointer;
    private readonly StoreHealth health;
    private readonly Counters counters;
    private bool closed;

    public CommitQueue(Committer committer, Checkpointer checkpointer, StoreHealth health, Counters counters)
    {
        (this.committer, this.checkpointer, this.health, this.counters) = (committer, checkpointer, health, counters);
        new Thread(Run) { IsBackground = true, Name = "Cairn SQLite writer" }.Start();
    }

    public Task<CommitOutcome> Add(Batch batch)
    {
        var pending = new PendingCommit(batch);
        lock (sync)
        {
            health.ThrowIfFailed();
            ObjectDisposedException.ThrowIf(closed, typeof(SqliteStore));
            waiting.Enqueue(pending);
            Monitor.Pulse(sync);
        }

        return pending.Answer;
    }

    /// <summary>Accepts no more batches; completes when every queued one is answered.</summary>
    public Task CloseAsync()
    {
        lock (sync)
        {
            closed = true;
            Monitor.Pulse(sync);
        }

        return ended.Task;
    }

    private void Run()
    {
        var group = new List<PendingCommit>();
        while (Take(group))
        {
            if (health.HasFailed)
            {
                foreach (var pending in group)
                {
                    pending.Refuse(StoreHealth.UnavailableException(health.Trouble!));
                }

                continue;
            }

            if (group.Count == 0)
            {
                Maintain(health.IsObstructed ? committer.Probe : checkpointer.Empty);
                continue;
            }

            committer.Commit(group);
            Answer(group);
            Maintain(checkpointer.CopyIfLong);
        }

        ended.SetResult();
    }

    private void Answer(List<PendingCommit> group)
    {
        foreach (var pending in group)
        {
            if (pending is { Refusal: null, Outcome: CommitOutcome.Done })
            {
                counters.AddBatch(pending.Size);
            }

            pending.Tell();
        }
    }

    private void Maintain(Action maintenance)
    {
        try
        {
            if (!health.HasFailed)
            {
                maintenance();
            }
        }
        catch (SqliteException error) when (error.IsLock)
        {
            health.Obstruct(error);
        }
        catch (SqliteException error)
        {
            health.Fail(error);
        }
    }

    /// <summary>
    /// Waits for batches; an empty group if there was nothing to do for a while; false when closed and empty.
    /// </summary>
    private bool Take(List<PendingCommit> group)
    {
        group.Clear();
        lock (sync)
        {
            while (waiting.Count == 0)
            {
                if (closed)
                {
                    return false;
                }

                if (!Monitor.Wait(sync, Idle))
                {
                    return true;
                }
            }

            var writes = 0;
            while (writes < MostWrites && waiting.TryDequeue(out var pending))
            {
                writes += pending.Size;
                group.Add(pending);
            }

            return true;
        }
    }
}
