using Cairn.Worker.Metrics;

namespace Cairn.Worker;

/// <summary>
/// The runs that a worker caches between their tasks. When there are too many, the least recently used are removed.
/// </summary>
/// <param name="capacity">The maximum number of runs.</param>
/// <param name="metrics">Takes its size; null if it is not measured.</param>
internal sealed class RunCache(int capacity, WorkerMetrics? metrics = null)
{
    private readonly Lock sync = new();
    private readonly Dictionary<string, LinkedListNode<CachedRun>> byRunId = [];
    private readonly LinkedList<CachedRun> oldestFirst = new();

    /// <summary>The number of cached runs.</summary>
    public int Count
    {
        get
        {
            lock (sync)
            {
                return byRunId.Count;
            }
        }
    }

    /// <summary>Takes a run for one task; waits if another task uses it.</summary>
    public async ValueTask<CachedRun> TakeAsync(string runId)
    {
        CachedRun run;
        TaskCompletionSource turn;
        lock (sync)
        {
            run = Find(runId);
            if (!run.IsTaken)
            {
                run.IsTaken = true;
                return run;
            }

            turn = new(TaskCreationOptions.RunContinuationsAsynchronously);
            (run.Waiters ??= new()).Enqueue(turn);
        }

        await turn.Task.ConfigureAwait(false);
        return run;
    }

    /// <summary>Releases a run. A run without state is removed.</summary>
    public void Return(CachedRun run)
    {
        int size, evicted;
        lock (sync)
        {
            if (run.IsUnwanted)
            {
                run.IsUnwanted = false;
                run.Forget();
            }

            if (run.Waiters?.TryDequeue(out var turn) == true)
            {
                turn.SetResult();
                return;
            }

            run.IsTaken = false;
            if (run.State is null)
            {
                Remove(run);
            }

            evicted = Trim();
            size = byRunId.Count;
        }

        metrics?.CacheChanged(size, evicted);
    }

    /// <summary>Removes a run, at once or when its task releases it.</summary>
    public void Evict(string runId)
    {
        lock (sync)
        {
            if (!byRunId.TryGetValue(runId, out var node))
            {
                return;
            }

            if (node.Value.IsTaken)
            {
                node.Value.IsUnwanted = true;
            }
            else
            {
                node.Value.Forget();
                Remove(node.Value);
            }
        }
    }

    /// <summary>
    /// Resets a run to an earlier event if no task uses it; a run in use is reset by its task.
    /// </summary>
    public void RollBack(string runId, long startedEventId)
    {
        lock (sync)
        {
            if (byRunId.TryGetValue(runId, out var node) && !node.Value.IsTaken)
            {
                node.Value.State?.Machines.RollBack(startedEventId);
            }
        }
    }

    private CachedRun Find(string runId)
    {
        if (byRunId.TryGetValue(runId, out var node))
        {
            oldestFirst.Remove(node);
            oldestFirst.AddLast(node);
        }
        else
        {
            byRunId[runId] = node = oldestFirst.AddLast(new CachedRun(runId));
        }

        return node.Value;
    }

    private void Remove(CachedRun run)
    {
        if (byRunId.Remove(run.RunId, out var node))
        {
            oldestFirst.Remove(node);
        }
    }

    private int Trim()
    {
        var removed = 0;
        for (var node = oldestFirst.First; node is not null && byRunId.Count > capacity;)
        {
            var next = node.Next;
            if (!node.Value.IsTaken)
            {
                node.Value.Forget();
                Remove(node.Value);
                removed++;
            }

            node = next;
        }

        return removed;
    }
}
