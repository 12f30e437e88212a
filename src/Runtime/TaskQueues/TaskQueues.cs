using System.Collections.Concurrent;
using Cairn.Engine;

namespace Cairn.Runtime.TaskQueues;

/// <summary>
/// All task queues of a node. They are soft state: what is lost with them is offered again by the partitions that own
/// the executions.
/// </summary>
/// <param name="time">The clock.</param>
internal sealed class TaskQueues(TimeProvider time)
{
    private readonly ConcurrentDictionary<TaskQueueKey, TaskQueue> queues = new();

    /// <summary>Offers a task to whoever polls a queue.</summary>
    public void Offer(TaskQueueKey key, QueuedTask task) => Of(key).Offer(task);

    /// <summary>
    /// Offers a task to the one worker that polls a sticky queue; if there was no sign of it lately, to any worker.
    /// </summary>
    public void OfferSticky(TaskQueueKey sticky, QueuedTask task)
    {
        var isAlive = queues.TryGetValue(sticky, out var queue)
            && queue.LastPoll + Limits.StickyWorkerSilence > time.GetUtcNow();
        Offer(isAlive ? sticky : sticky with { Name = task.Fallback }, task);
    }

    /// <summary>Takes the oldest task of a queue, or waits for one.</summary>
    public Task<QueuedTask?> TakeAsync(TaskQueueKey key, TimeSpan wait, CancellationToken cancellationToken) =>
        Of(key).TakeAsync(wait, cancellationToken);

    /// <summary>The worker of a sticky queue is gone: what waited for it goes to any worker.</summary>
    public void Close(TaskQueueKey sticky)
    {
        if (queues.TryRemove(sticky, out var queue))
        {
            foreach (var task in queue.Clear())
            {
                Offer(sticky with { Name = task.Fallback }, task);
            }
        }
    }

    private TaskQueue Of(TaskQueueKey key) => queues.GetOrAdd(key, _ => new TaskQueue(time));
}
