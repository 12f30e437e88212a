namespace Cairn.Worker;

/// <summary>
/// The runs that a worker keeps between their tasks; those longest unused go first when there are too many.
/// </summary>
/// <param name="capacity">How many are kept.</param>
internal sealed class RunCache(int capacity)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, LinkedListNode<CachedRun>> byRunId = [];
    private readonly LinkedList<CachedRun> oldestFirst = new();

    /// <summary>How many runs are kept.</summary>
    public int Count
    {
        get
        {
            lock (gate)
            {
                return byRunId.Count;
            }
        }
    }

    /// <summary>Takes a run, alone, and waits for that if another task has it.</summary>
    public async ValueTask<CachedRun> TakeAsync(string runId)
    {
        CachedRun run;
        TaskCompletionSource turn;
        lock (gate)
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

    /// <summary>Gives a run back. What has no state is not kept.</summary>
    public void Return(CachedRun run)
    {
        lock (gate)
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

    /// <summary>Forgets a run, at once or when the task that has it gives it back.</summary>
    public void Evict(string runId)
    {
        lock (gate)
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
    /// Lets a run that nobody has go on from an earlier event; one that is taken learns it from its task.
    /// </summary>
    public void RollBack(string runId, long startedEventId)
    {
        lock (gate)
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
