namespace Cairn.Worker;

/// <summary>
/// The runs that a worker caches between their tasks. When there are too many, the least recently used are removed.
/// </summary>
/// <param name="capacity">The maximum number of runs.</param>
internal sealed class RunCache(int capacity)
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

            Trim();
        }
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

    private void Trim()
    {
        for (var node = oldestFirst.First; node is not null && byRunId.Count > capacity;)
        {
            var next = node.Next;
            if (!node.Value.IsTaken)
            {
                node.Value.Forget();
                Remove(node.Value);
            }

            node = next;
        }
    }
}
