using System.Collections.Concurrent;
using Cairn.Engine;
using Cairn.Protocol;
using Microsoft.Extensions.Logging;

namespace Cairn.Runtime.TaskQueues;

/// <summary>
/// All task queues of a node. They are soft state: what is lost with them is offered again by the partitions that own
/// the executions.
/// </summary>
internal sealed class TaskQueues
{
    private readonly ConcurrentDictionary<TaskQueueKey, TaskQueue> queues = new();
    private readonly RecentSet<(TaskKind, NamespaceName, PollerKey)> stopped;
    private readonly RecentSet<TaskQueueKey> closed;
    private readonly TimeProvider time;
    private readonly UnpolledQueues unpolled;
    private volatile bool isStopped;

    /// <summary>Makes them.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Where to warn of queues that nobody polls.</param>
    public TaskQueues(TimeProvider time, ILogger logger)
    {
        this.time = time;
        stopped = new(time);
        closed = new(time);
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
    /// Offers a task to the one worker that polls a sticky queue; if it did not lately, to any worker, and to this one
    /// too if it is about to: only one of them gets the task.
    /// </summary>
    public void OfferSticky(TaskQueueKey sticky, QueuedTask task)
    {
        var oldest = time.GetUtcNow() - Limits.StickyWorkerSilence;
        if (queues.TryGetValue(sticky, out var queue))
        {
            if (queue.LastPoll > oldest && queue.TryOffer(task))
            {
                return;
            }

            if (queue.LastPromise > oldest)
            {
                queue.TryOffer(task);
            }
        }

        Offer(sticky with { Name = task.Fallback }, task);
    }

    /// <summary>Takes the oldest task of a queue, or waits for one; null at once for a worker that stops.</summary>
    public Task<QueuedTask?> TakeAsync(
        TaskQueueKey key, PollerKey poller, TimeSpan wait, CancellationToken cancellationToken)
    {
        if (isStopped)
        {
            throw Refused.ShuttingDown;
        }

        if (stopped.Contains((key.Kind, key.Namespace, poller)))
        {
            return Task.FromResult<QueuedTask?>(null);
        }

        var queue = Of(key);
        var task = queue.TakeAsync(poller, wait, cancellationToken);
        if (stopped.Contains((key.Kind, key.Namespace, poller)))
        {
            queue.EndPolls(poller); // It stopped between: whoever ended its polls may have missed this one.
        }

        return task;
    }

    /// <summary>A worker stops: its polls of a queue end, and later ones of the kind do not wait.</summary>
    public void EndPolls(TaskQueueKey key, PollerKey poller)
    {
        stopped.Add((key.Kind, key.Namespace, poller));
        Find(key)?.EndPolls(poller);
    }

    /// <summary>
    /// A worker keeps a run in its cache: it polls its sticky queue, or is about to, unless it said that it stops.
    /// </summary>
    public void Expect(TaskQueueKey sticky)
    {
        if (!closed.Contains(sticky))
        {
            Of(sticky).Expect();
        }
    }

    /// <summary>A worker begins to poll a queue.</summary>
    /// <param name="key">The queue.</param>
    /// <param name="identity">Who the worker says it is.</param>
    /// <param name="rate">How many tasks a second it takes at most; null for as many as there are.</param>
    /// <param name="isSticky">Whether the queue belongs to the worker.</param>
    public void RecordPoll(TaskQueueKey key, string identity, double? rate, bool isSticky = false)
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
        closed.Add(sticky);
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
