namespace Cairn.Workflows;

/// <summary>
/// Runs the tasks of one workflow one after the other, first come, first served, on the thread of the activation.
/// Nothing is ever run inline: the order of continuations decides the order of commands, and so must never vary.
/// </summary>
internal sealed class WorkflowScheduler(WorkflowInstance instance, WorkflowGuard guard) : TaskScheduler
{
    private readonly Queue<Task> ready = new();

    /// <summary>The workflow whose tasks these are.</summary>
    public WorkflowInstance Instance => instance;

    /// <inheritdoc/>
    public override int MaximumConcurrencyLevel => 1;

    /// <summary>Whether a task waits to run.</summary>
    public bool HasTasks => ready.Count > 0;

    /// <summary>Runs tasks until none is left.</summary>
    public void Drain()
    {
        while (ready.TryDequeue(out var task))
        {
            TryExecuteTask(task);
        }
    }

    /// <inheritdoc/>
    protected override void QueueTask(Task task)
    {
        // A task from elsewhere is dropped: what it continues left the workflow, and would never come back the same.
        if (guard.Admits())
        {
            ready.Enqueue(task);
        }
    }

    /// <inheritdoc/>
    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

    /// <inheritdoc/>
    protected override IEnumerable<Task> GetScheduledTasks() => ready;
}
