using Cairn.Protocol;

namespace Cairn.Runtime.Partitions;

/// <content>How executions come into memory, and what has waited for them goes on.</content>
internal sealed partial class Partition
{
    /// <summary>There is nothing to remember of a workflow that does not exist.</summary>
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
            _ = LoadAsync(slot, input.Workflow, input.RunId);
        }
    }

    private async Task LoadAsync(WorkflowSlot slot, WorkflowKey workflow, RunId? runId)
    {
        try
        {
            var current = slot.KnowsCurrent ? slot.Current : await loader.LoadCurrentAsync(workflow);
            var run = runId is { } known && current?.State.Key.RunId != known
                ? await loader.LoadRunAsync(new ExecutionKey(workflow.Namespace, workflow.WorkflowId, known))
                : null;
            Post(() => Loaded(slot, workflow, runId, current, run));
        }
        catch (Exception caught) when (caught is not OutOfMemoryException)
        {
            Post(() => NotLoaded(slot, workflow, caught));
        }
    }

    private void Loaded(WorkflowSlot slot, WorkflowKey workflow, RunId? runId, Resident? current, Resident? run)
    {
        if (!IsKnown(slot, workflow))
        {
            return;
        }

        if (current is { IsLeaving: true })
        {
            current = slot.Current; // It may be gone meanwhile.
        }

        slot.IsLoading = false;
        slot.KnowsCurrent = true;
        slot.Current ??= current;
        foreach (var resident in new[] { current, run })
        {
            if (resident is not null && slot.Runs.TryAdd(resident.State.Key.RunId, resident))
            {
                residents.Use(resident);
                clock.Arm(resident);
            }
        }

        if (runId is { } asked && !slot.Runs.ContainsKey(asked))
        {
            slot.Missing.Add(asked);
        }

        RunWaiting(slot, workflow);
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
                input.Lose(Refused.ShuttingDown);
            }
            else
            {
                Run(slot, input);
            }
        }

        slot.Missing.Clear();
        DropIfEmpty(slot, workflow);
    }

    /// <summary>Whether a slot still counts; if not, the partition was reset, and those who waited were told.</summary>
    private bool IsKnown(WorkflowSlot slot, WorkflowKey workflow) =>
        slots.TryGetValue(workflow, out var known) && known == slot;

    private void NotLoaded(WorkflowSlot slot, WorkflowKey workflow, Exception reason)
    {
        if (!IsKnown(slot, workflow))
        {
            return;
        }

        if (store.Trouble is null)
        {
            LogNotLoaded(workflow.WorkflowId.Value, reason);
        }

        slot.IsLoading = false;
        DropIfEmpty(slot, workflow);
        while (slot.Waiting.TryDequeue(out var input))
        {
            input.Lose(reason as Exceptions.RpcException ?? Refused.ByStore(reason));
            if (input is WakeUp lost)
            {
                clock.WakeAgain(lost.Key, lost.Attention);
            }
        }
    }
}
