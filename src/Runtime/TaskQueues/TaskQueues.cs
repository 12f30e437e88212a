using System.Collections.Concurrent;
using Cairn.Engine;
using Cairn.Protocol;
using Cairn.Runtime.Metrics;
using Microsoft.Extensions.Logging;

namespace Cairn.Runtime.TaskQueues;

/// <summary>
/// All task queues of a node. They are only in memory: after a loss, the partitions that own the executions offer the
/// tasks again.
/// </summary>
internal sealed class TaskQueues
{
    private readonly ConcurrentDictionary<TaskQueueKey, TaskQueue> queues = new();
    private readonly RecentSet<(TaskKind, NamespaceName, PollerKey)> stopped;
    private readonly RecentSet<TaskQueueKey> closed;
    private readonly TimeProvider time;
    private readonly NodeMetrics? metrics;
    private readonly UnpolledQueues unpolled;
    private volatile bool isStopped;

    /// <summary>Creates the registry without queues.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Where queues without pollers are logged.</param>
    /// <param name="metrics">The labels of measurements; null for none.</param>
    public TaskQueues(TimeProvider time, ILogger logger, NodeMetrics? metrics = null)
    {
        this.metrics = metrics;
        this.time = time;
        stopped = new(time);
        closed = new(time);
        unpolled = new UnpolledQueues(time, logger, Polled);
    }

    /// <summary>All queues that a poll or a task has used.</summary>
    public IEnumerable<KeyValuePair<TaskQueueKey, TaskQueue>> All => queues;

    /// <summary>Offers a task to the workers that poll a queue.</summary>
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

            queues.TryRemove(key, out _); // It was closed in between; try again with a new queue.
        }
    }

    /// <summary>
    /// Offers a task to the worker that polls a sticky queue. If that has not polled lately, any worker may take it,
    /// including this one if it is about to poll: only one of them receives the task.
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

    /// <summary>Takes the next task of a queue, or waits for one; null at once for a worker that stops.</summary>
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
            queue.EndPolls(poller); // The worker stopped in between, so ending its polls may have missed this one.
        }

        return task;
    }

    /// <summary>
    /// Records that a worker stops: its polls of a queue end, and later ones of this kind do not wait.
    /// </summary>
    public void EndPolls(TaskQueueKey key, PollerKey poller)
    {
        stopped.Add((key.Kind, key.Namespace, poller));
        Find(key)?.EndPolls(poller);
    }

    /// <summary>
    /// Records that a worker caches a run: it polls its sticky queue, or is about to, unless it stops.
    /// </summary>
    public void Expect(TaskQueueKey sticky)
    {
        if (!closed.Contains(sticky))
        {
            var queue = Of(sticky);
            queue.IsSticky = true;
            queue.Expect();
        }
    }

    /// <summary>Records the begin of a poll.</summary>
    /// <param name="key">The queue.</param>
    /// <param name="identity">The identity of the worker.</param>
    /// <param name="rate">The worker's limit in tasks a second; null if it has none.</param>
    /// <param name="isSticky">Whether the queue belongs to the worker.</param>
    public void RecordPoll(TaskQueueKey key, string identity, double? rate, bool isSticky = false)
    {
        var queue = Of(key);
        queue.IsSticky = isSticky;
        queue.Pollers.Add(identity, rate);
    }

    /// <summary>A queue; null if no poll or task has used it.</summary>
    public TaskQueue? Find(TaskQueueKey key) => queues.GetValueOrDefault(key);

    /// <summary>Whether a queue has tasks that a worker is expected to take.</summary>
    /// <param name="silence">How long a queue waits without a poll, until no worker is expected.</param>
    public bool AnyServed(TimeSpan silence) => queues.Values.Any(queue => queue.IsServed(silence));

    /// <summary>The queues with tasks that no worker polls.</summary>
    public IReadOnlyList<TaskQueueKey> Unserved() =>
        [.. queues.Where(queue => queue.Value.IsUnpolled(TimeSpan.Zero)).Select(queue => queue.Key)];

    /// <summary>Closes a sticky queue whose worker is gone: its tasks are offered to all workers.</summary>
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

    /// <summary>Closes all queues: their polls end without a task, and later polls are refused.</summary>
    public void Stop()
    {
        isStopped = true;
        unpolled.Stop();
        var inOrder = queues.ToArray()
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

    private TaskQueue Of(TaskQueueKey key) => queues.GetOrAdd(
        key, static (name, my) => new TaskQueue(name, my.time, my.metrics), this);
}
