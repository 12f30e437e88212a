namespace Cairn.Workflows;

/// <summary>
/// Runs the tasks of one workflow one after the other, first come, first served, on the thread of the activation.
/// It never runs a task inline: the order of continuations decides the order of commands, so it must never vary.
/// </summary>
internal sealed class WorkflowScheduler(WorkflowInstance instance, WorkflowGuard guard) : TaskScheduler
{
    private readonly Queue<Task> ready = new();

    /// <summary>The workflow that the tasks belong to.</summary>
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
        // A task queued from another thread is dropped: its continuation would run at another place in a replay.
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
