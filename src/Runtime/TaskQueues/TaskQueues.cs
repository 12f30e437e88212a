using System.Collections.Concurrent;
using Cairn.Engine;
using Microsoft.Extensions.Logging;

namespace Cairn.Runtime.TaskQueues;

/// <summary>
/// All task queues of a node. They are soft state: what is lost with them is offered again by the partitions that own
/// the executions.
/// </summary>
internal sealed class TaskQueues
{
    private readonly ConcurrentDictionary<TaskQueueKey, TaskQueue> queues = new();
    private readonly TimeProvider time;
    private readonly UnpolledQueues unpolled;
    private volatile bool isStopped;

    /// <summary>Makes them.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Where to warn of queues that nobody polls.</param>
    public TaskQueues(TimeProvider time, ILogger logger)
    {
        this.time = time;
        unpolled = new UnpolledQueues(time, logger, Polled);
    }

    /// <summary>Offers a task to whoever polls a queue.</summary>
    public void Offer(TaskQueueKey key, QueuedTask task)
    {
        while (!isStopped)
        {
            var queue = Of(key);
            if (queue.TryOffer(task))
            {
                unpolled.Look(key, queue);
                return;
            }

            queues.TryRemove(key, out _); // It was closed between; the next one is another queue.
        }
    }

    /// <summary>
    /// Offers a task to the one worker that polls a sticky queue; if there was no sign of it lately, to any worker.
    /// </summary>
    public void OfferSticky(TaskQueueKey sticky, QueuedTask task)
    {
        var isTaken = queues.TryGetValue(sticky, out var queue)
            && queue.LastPoll + Limits.StickyWorkerSilence > time.GetUtcNow()
            && queue.TryOffer(task);
        if (!isTaken)
        {
            Offer(sticky with { Name = task.Fallback }, task);
        }
    }

    /// <summary>Takes the oldest task of a queue, or waits for one.</summary>
    public Task<QueuedTask?> TakeAsync(
        TaskQueueKey key, PollerKey poller, TimeSpan wait, CancellationToken cancellationToken) =>
        isStopped ? throw Refused.ShuttingDown : Of(key).TakeAsync(poller, wait, cancellationToken);

    /// <summary>A worker begins to poll a queue.</summary>
    /// <param name="key">The queue.</param>
    /// <param name="identity">Who the worker says it is.</param>
    /// <param name="rate">How many tasks a second it takes at most; null for as many as there are.</param>
    /// <param name="isSticky">Whether the queue belongs to the worker.</param>
    public void Greet(TaskQueueKey key, string identity, double? rate, bool isSticky = false)
    {
        var queue = Of(key);
        queue.IsSticky = isSticky;
        queue.Pollers.Add(identity, rate);
    }

    /// <summary>A queue that somebody used; null if nobody did.</summary>
    public TaskQueue? Find(TaskQueueKey key) => queues.GetValueOrDefault(key);

    /// <summary>The worker of a sticky queue is gone: what waited for it goes to any worker.</summary>
    public void Close(TaskQueueKey sticky)
    {
        if (queues.TryRemove(sticky, out var queue))
        {
            foreach (var task in queue.Close())
            {
                Offer(sticky with { Name = task.Fallback }, task);
            }
        }
    }

    /// <summary>Ends all queues: who waits goes away with nothing, and nobody else is let in.</summary>
    public void Stop()
    {
        isStopped = true;
        unpolled.Stop();
        var inOrder = queues
            .OrderBy(pair => pair.Key.Name.Value, StringComparer.Ordinal)
            .ThenBy(pair => pair.Key.Kind);
        foreach (var (_, queue) in inOrder)
        {
            queue.Close();
        }
    }

    private string Polled()
    {
        var polled = queues
            .Where(queue => !queue.Value.IsSticky && queue.Value.Pollers.Recent().Count > 0)
            .OrderBy(queue => queue.Key.Name.Value, StringComparer.Ordinal)
            .ThenBy(queue => queue.Key.Kind)
            .Select(queue => $"{queue.Key.Name.Value} ({queue.Key.Kind}, by "
                + $"{string.Join(", ", queue.Value.Pollers.Recent().Select(poller => poller.Identity))})");
        return string.Join(", ", polled) is { Length: > 0 } text ? text : "none";
    }

    private TaskQueue Of(TaskQueueKey key) => queues.GetOrAdd(key, name => new TaskQueue(name.Kind, time));
}
