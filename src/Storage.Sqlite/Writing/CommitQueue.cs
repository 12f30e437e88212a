namespace Cairn.Storage.Sqlite.Writing;

/// <summary>
/// The batches that wait for the disk, and the one thread that writes them. While one transaction is made durable the
/// next ones gather: under load they share a commit, and without load nobody waits for company.
/// </summary>
internal sealed class CommitQueue
{
    // Bounds how long a caller waits for the company of others.
    private const int MostWrites = 1024;
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(1);

    private readonly object gate = new();
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
        lock (gate)
        {
            health.ThrowIfFailed();
            ObjectDisposedException.ThrowIf(closed, typeof(SqliteStore));
            waiting.Enqueue(pending);
            Monitor.Pulse(gate);
        }

        return pending.Answer;
    }

    /// <summary>Takes no more; completes when everything that waits is answered.</summary>
    public Task CloseAsync()
    {
        lock (gate)
        {
            closed = true;
            Monitor.Pulse(gate);
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
                    pending.Refuse(StoreHealth.Unanswered(health.Trouble!));
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

    /// <summary>Waits for batches; none if there was nothing to do for a while; false when closed and empty.</summary>
    private bool Take(List<PendingCommit> group)
    {
        group.Clear();
        lock (gate)
        {
            while (waiting.Count == 0)
            {
                if (closed)
                {
                    return false;
                }

                if (!Monitor.Wait(gate, Idle))
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
