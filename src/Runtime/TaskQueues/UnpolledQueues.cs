using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Cairn.Runtime.TaskQueues;

/// <summary>
/// Warns of task queues with tasks but without polls: after the first tasks have waited for a while, and again at
/// growing intervals.
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="logger">Where warnings are logged.</param>
/// <param name="polled">The queues that workers poll, for the message.</param>
internal sealed partial class UnpolledQueues(TimeProvider time, ILogger logger, Func<string> polled)
{
    /// <summary>
    /// How long tasks wait before the first warning: workers are often started after their first workflow.
    /// </summary>
    public static readonly TimeSpan FirstWarning = TimeSpan.FromSeconds(10);

    /// <summary>The longest interval between two warnings about a queue.</summary>
    public static readonly TimeSpan LongestInterval = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<TaskQueueKey, ITimer> watched = new();

    /// <summary>Watches a queue if a task was offered to it and no worker polls it.</summary>
    public void Look(TaskQueueKey key, TaskQueue queue)
    {
        if (watched.ContainsKey(key) || !queue.IsUnpolled(FirstWarning) || !logger.IsEnabled(LogLevel.Warning))
        {
            return;
        }

        var timer = time.CreateTimer(_ => Check(key, queue), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        if (watched.TryAdd(key, timer))
        {
            timer.Change(FirstWarning, Timeout.InfiniteTimeSpan);
        }
        else
        {
            timer.Dispose();
        }
    }

    /// <summary>Stops all warnings.</summary>
    public void Stop()
    {
        foreach (var key in watched.Keys)
        {
            Forget(key);
        }
    }

    private void Check(TaskQueueKey key, TaskQueue queue)
    {
        if (!queue.IsUnpolled(FirstWarning) || !watched.TryGetValue(key, out var timer))
        {
            Forget(key);
            return;
        }

        var load = queue.Load;
        var seconds = TimeSpan.FromSeconds(Math.Floor(load.OldestWaits.TotalSeconds));
        LogUnpolled(key.Kind, key.Name.Value, key.Namespace.Value, load.Waiting, seconds, polled());
        var next = load.OldestWaits < LongestInterval ? load.OldestWaits : LongestInterval;
        timer.Change(next > FirstWarning ? next : FirstWarning, Timeout.InfiniteTimeSpan);
    }

    private void Forget(TaskQueueKey key)
    {
        if (watched.TryRemove(key, out var timer))
        {
            timer.Dispose();
        }
    }

    [LoggerMessage(
        1016,
        LogLevel.Warning,
        "[CAIRN1004] No worker polls task queue {TaskQueue} of namespace {Namespace} for tasks of kind {Kind}: "
            + "{Waiting} wait, the oldest for {Waited}. Queues that workers poll: {Polled}. Start a worker for this "
            + "queue, or use one of those. Run 'cairn explain CAIRN1004' for more.")]
    private partial void LogUnpolled(
        TaskKind kind, string taskQueue, string @namespace, int waiting, TimeSpan waited, string polled);
}
