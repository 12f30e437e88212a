using Cairn.Api.WorkflowService.V1;

namespace Cairn.Worker;

/// <summary>
/// The running workers of a connection: the first task of a workflow that is started over the same connection can go to
/// one of them at once.
/// </summary>
internal sealed class EagerWorkflows
{
    private readonly Lock sync = new();
    private readonly List<WorkflowWorker> workers = [];

    /// <summary>A worker has begun to run.</summary>
    public void Add(WorkflowWorker worker)
    {
        lock (sync)
        {
            workers.Add(worker);
        }
    }

    /// <summary>A worker stops; does nothing if it is not known.</summary>
    public void Remove(WorkflowWorker worker)
    {
        lock (sync)
        {
            workers.Remove(worker);
        }
    }

    /// <summary>Takes a slot of a worker of the task queue; null if there is none, or none is free.</summary>
    public Reservation? TryReserve(string workflowNamespace, string taskQueue)
    {
        WorkflowWorker[] candidates;
        lock (sync)
        {
            candidates = [.. workers.Where(worker => worker.Serves(workflowNamespace, taskQueue))];
        }

        foreach (var worker in candidates)
        {
            if (worker.TryReserve() is { } slot)
            {
                return new(worker, slot);
            }
        }

        return null;
    }

    /// <summary>A slot of a worker for one task.</summary>
    /// <param name="worker">The worker.</param>
    /// <param name="slot">The slot.</param>
    public sealed class Reservation(WorkflowWorker worker, TaskSlot slot)
    {
        /// <summary>Starts the task that the server returned; without one, releases the slot. Called once.</summary>
        public void Use(PollWorkflowTaskQueueResponse? task)
        {
            if (task is null or { TaskToken.IsEmpty: true })
            {
                slot.Release();
            }
            else
            {
                worker.Start(task, slot, isSticky: false);
            }
        }
    }
}
