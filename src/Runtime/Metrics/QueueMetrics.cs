using System.Diagnostics.Metrics;
using Cairn.Runtime.TaskQueues;

namespace Cairn.Runtime.Metrics;

/// <summary>The tasks and polls of task queues.</summary>
internal static class QueueMetrics
{
    private static readonly Histogram<double> Waited = Instruments.Durations(
        "cairn_task_wait_seconds", Instruments.Moments,
        "How long tasks waited in their queue for a worker, in seconds, by kind of task.");

    private static readonly Histogram<double> ScheduleToStart = Instruments.Durations(
        "task_schedule_to_start_latency", Instruments.Spans,
        "How long tasks waited in their queue for a worker, in seconds.");

    private static readonly Counter<long> Polls = Instruments.Counter(
        "poll_success", "Polls that received a task.");

    private static readonly Counter<long> SyncPolls = Instruments.Counter(
        "poll_success_sync", "Polls that waited when their task came: the task never was in a backlog.");

    private static readonly Counter<long> EmptyPolls = Instruments.Counter(
        "poll_timeouts", "Polls that ended without a task.");

    private static readonly KeyValuePair<string, object?>[] Kinds =
        [.. Enum.GetNames<TaskKind>().Select(name => new KeyValuePair<string, object?>("kind", name))];

    static QueueMetrics()
    {
        Instruments.Gauge(
            "approximate_backlog_count",
            node => Read(node, queue => (long)queue.Load.Waiting, Enumerable.Sum),
            "Tasks that wait for a worker.");
        Instruments.Gauge(
            "approximate_backlog_age_seconds",
            node => Read(node, queue => queue.Load.OldestWaits.TotalSeconds, Enumerable.Max),
            "How long the task that waits longest has waited, in seconds.");
        Instruments.Gauge(
            "pending_polls",
            node => Read(node, queue => (long)queue.WaitingPolls, Enumerable.Sum),
            "Polls that wait for a task.");
        Instruments.Gauge(
            "cairn_task_queue_pollers",
            node => Read(node, queue => (long)queue.Pollers.Count, Enumerable.Sum),
            "Workers, by their identities, that polled in the last five minutes.");
    }

    /// <summary>Publishes the instruments, once in a process.</summary>
    public static void Publish()
    {
        // The static constructor does it.
    }

    /// <summary>A worker took a task.</summary>
    /// <param name="kind">The kind of the task.</param>
    /// <param name="labels">The labels of the queue.</param>
    /// <param name="waited">How long the task waited.</param>
    /// <param name="isSync">Whether the poll waited for the task.</param>
    public static void Take(TaskKind kind, LabelSet? labels, TimeSpan waited, bool isSync)
    {
        Waited.Record(waited.TotalSeconds, Kinds[(int)kind]);
        if (labels is null)
        {
            return;
        }

        ScheduleToStart.Record(waited.TotalSeconds, labels.Tags);
        Polls.Add(1, labels.Tags);
        if (isSync)
        {
            SyncPolls.Add(1, labels.Tags);
        }
    }

    /// <summary>A poll ended without a task.</summary>
    public static void EndEmpty(LabelSet? labels)
    {
        if (labels is not null)
        {
            EmptyPolls.Add(1, labels.Tags);
        }
    }

    /// <summary>One value for each set of labels; queues that share their labels share the value.</summary>
    private static IEnumerable<Measurement<T>> Read<T>(
        NodeMetrics metrics, Func<TaskQueue, T> value, Func<IEnumerable<T>, T> combine)
        where T : struct => metrics.Node is { } node
            ? node.Queues.All
                .GroupBy(queue => metrics.Of(queue.Key, queue.Value.IsSticky), queue => value(queue.Value))
                .Select(group => new Measurement<T>(combine(group), group.Key.ToArray()))
            : [];
}
