using Cairn.Protocol;

namespace Cairn.Runtime.Partitions;

/// <content>Loads executions, and runs the requests that waited for them.</content>
internal sealed partial class Partition
{
    /// <summary>Deletes a run whose data is damaged.</summary>
    /// <returns>Whether there is one.</returns>
    public async Task<bool> RemoveDamagedAsync(WorkflowKey workflow, RunId? runId)
    {
        if (!await loader.DeleteAsync(number, workflow, runId))
        {
            return false;
        }

        var forgotten = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Post(() =>
        {
            if (slots.TryGetValue(workflow, out var slot))
            {
                slot.Damaged.Clear(); // The next request reads the store again.
                slot.DamagedCurrent = null;
                slot.KnowsCurrent = slot.Current is not null;
                DropIfEmpty(slot, workflow);
            }

            forgotten.SetResult();
        });
        await forgotten.Task;
        return true;
    }

    /// <summary>Removes the slot of a workflow that does not exist.</summary>
    private void DropIfEmpty(WorkflowSlot slot, WorkflowKey workflow)
    {
        if (slot.Runs.Count == 0 && !slot.IsLoading)
        {
            slots.Remove(workflow);
        }
    }

    private void Load(WorkflowSlot slot, IInput input)
    {
        if (!slot.IsLoading)
        {
            slot.IsLoading = true;
            errors.Start("The loading of an execution", () => LoadAsync(slot, input.Workflow, input.RunId));
        }
    }

    private async Task LoadAsync(WorkflowSlot slot, WorkflowKey workflow, RunId? runId)
    {
        // A run in memory is not loaded again: a running commit may delete it from the store in the meantime.
        RunId? missing = runId is { } named && !slot.Runs.ContainsKey(named) ? named : null;
        try
        {
            var current = slot.KnowsCurrent
                ? new LoadedRun(slot.Current, slot.DamagedCurrent is { } known ? slot.KeyOf(known) : null)
                : await loader.LoadCurrentAsync(workflow);
            var run = missing is { } asked && current.RunId != asked
                ? await loader.LoadRunAsync(slot.KeyOf(asked))
                : default;
            Post(() => Loaded(slot, workflow, missing, current, run));
        }
        catch (Exception caught) when (caught is not OutOfMemoryException)
        {
            Post(() => NotLoaded(slot, workflow, caught));
        }
    }

    private void Loaded(WorkflowSlot slot, WorkflowKey workflow, RunId? missing, LoadedRun current, LoadedRun run)
    {
        if (!IsKnown(slot, workflow))
        {
            return;
        }

        loads.Succeeded();
        slot.IsLoading = false;
        slot.KnowsCurrent = true;
        // It may be deleted by now.
        slot.Current ??= current.Execution is { IsLeaving: true } ? null : current.Execution;
        slot.DamagedCurrent = slot.Current is null ? current.Damaged?.RunId : null;
        Keep(slot, slot.Current);
        Keep(slot, run.Execution);
        Note(slot, current);
        Note(slot, run);
        if (missing is { } asked && !slot.Runs.ContainsKey(asked) && !slot.Damaged.Contains(asked))
        {
            slot.Missing.Add(asked);
        }

        RunWaiting(slot, workflow);
    }

    private void Keep(WorkflowSlot slot, CachedExecution? cached)
    {
        if (cached is not null && slot.Runs.TryAdd(cached.State.Key.RunId, cached))
        {
            // The store may still have it as the newest run while the commit of a newer one is running.
            cached.IsCurrent = cached == slot.Current;
            cached.IsSetAside = setAside.Contains(cached.State.Key);
            cache.Use(cached);
            CountPending(cached);
            Rearm(cached);
        }
    }

    private void Note(WorkflowSlot slot, LoadedRun loaded)
    {
        if (loaded.Damaged is { } key)
        {
            slot.Damaged.Add(key.RunId);
            if (damaged.Add(key) && loaded.Damage is { } damage)
            {
                errors.Damaged(key, damage);
            }
        }
    }

    private void RunWaiting(WorkflowSlot slot, WorkflowKey workflow)
    {
        while (slot.Waiting.TryPeek(out var input))
        {
            if (!isStopped && !Knows(slot, input))
            {
                Load(slot, input);
                return;
            }

            slot.Waiting.Dequeue();
            if (isStopped)
            {
                input.Fail(Refused.ShuttingDown);
            }
            else
            {
                Run(slot, input);
            }
        }

        slot.Missing.Clear();
        DropIfEmpty(slot, workflow);
    }

    /// <summary>
    /// Whether a slot is still in use; if not, the partition was reset, and its requests were answered.
    /// </summary>
    private bool IsKnown(WorkflowSlot slot, WorkflowKey workflow) =>
        slots.TryGetValue(workflow, out var known) && known == slot;

    private void NotLoaded(WorkflowSlot slot, WorkflowKey workflow, Exception reason)
    {
        if (!IsKnown(slot, workflow))
        {
            return;
        }

        // A store that is closed after a node that ends is no fault.
        if (!isStopped && !loads.IsFailing && !IsLoggedByStore(reason))
        {
            LogNotLoaded(workflow.WorkflowId.Value, reason);
        }

        var wait = loads.Failed();
        slot.IsLoading = false;
        DropIfEmpty(slot, workflow);
        while (slot.Waiting.TryDequeue(out var input))
        {
            input.Fail(isStopped
                ? Refused.ShuttingDown
                : reason as Exceptions.RpcException ?? Refused.ByStore(reason));
            if (input is WakeUp lost)
            {
                clock.WakeAgain(lost.Key, lost.Attention, wait);
            }
        }
    }
}
