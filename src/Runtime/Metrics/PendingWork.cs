using Cairn.Api.History.V1;
using Cairn.Engine.Executions;
using Cairn.Protocol;
using Cairn.Runtime.TaskQueues;

namespace Cairn.Runtime.Metrics;

/// <summary>
/// Counts the open workflows and pending activities of a partition: once from the store, then by each commit. Nothing
/// is counted before a collector asks. Only the partition writes; collectors read.
/// </summary>
/// <param name="metrics">The labels.</param>
internal sealed class PendingWork(NodeMetrics metrics)
{
    private readonly Lock sync = new();
    private readonly Dictionary<LabelSet, PendingCount> workflows = [];
    private readonly Dictionary<LabelSet, PendingCount> activities = [];

    // Which runs are counted, while the store is being read.
    private HashSet<ExecutionKey>? counted;
    private volatile bool isOn;
    private volatile bool isWhole;

    /// <summary>Whether commits are counted.</summary>
    public bool IsOn => isOn;

    /// <summary>Whether all of the store is counted.</summary>
    public bool IsWhole => isWhole;

    /// <summary>Begins to count, from nothing.</summary>
    public void Begin()
    {
        Clear();
        counted = [];
        isOn = true;
    }

    /// <summary>Stops counting: what is counted may not be what the store has.</summary>
    public void Clear()
    {
        lock (sync)
        {
            isOn = false;
            isWhole = false;
            counted = null;
            workflows.Clear();
            activities.Clear();
        }
    }

    /// <summary>All runs of the store are counted.</summary>
    public void EndScan()
    {
        counted = null;
        isWhole = isOn;
    }

    /// <summary>Whether a run of the store is counted.</summary>
    public bool Knows(ExecutionKey key) => counted?.Contains(key) ?? true;

    /// <summary>Counts a run as it is in the store, unless it is counted already.</summary>
    public void Count(Execution stored)
    {
        if (isOn && counted?.Add(stored.Key) == true)
        {
            Add(stored);
        }
    }

    /// <summary>A run began.</summary>
    public void Begin(Execution run)
    {
        if (isOn)
        {
            counted?.Add(run.Key);
            Add(run);
        }
    }

    /// <summary>A run closed, or was deleted while it was open.</summary>
    public void End(Execution run)
    {
        if (!isOn)
        {
            return;
        }

        lock (sync)
        {
            CountOf(workflows, metrics.Of(run)).Remove(run.StartTime);
            foreach (var (_, activity) in run.Activities)
            {
                var scheduled = activity.ScheduledEvent;
                CountOf(activities, QueueOf(run.Key, scheduled)).Remove(scheduled.EventTime.ToDateTimeOffset());
            }
        }
    }

    /// <summary>A workflow scheduled an activity.</summary>
    /// <param name="key">The run.</param>
    /// <param name="scheduled">The event that scheduled it.</param>
    public void BeginActivity(ExecutionKey key, HistoryEvent scheduled)
    {
        if (isOn)
        {
            lock (sync)
            {
                CountOf(activities, QueueOf(key, scheduled)).Add(scheduled.EventTime.ToDateTimeOffset());
            }
        }
    }

    /// <summary>An activity ended.</summary>
    /// <param name="key">The run.</param>
    /// <param name="scheduled">The event that scheduled it.</param>
    public void EndActivity(ExecutionKey key, HistoryEvent scheduled)
    {
        if (isOn)
        {
            lock (sync)
            {
                CountOf(activities, QueueOf(key, scheduled)).Remove(scheduled.EventTime.ToDateTimeOffset());
            }
        }
    }

    /// <summary>The open workflows, by type and task queue.</summary>
    public IReadOnlyList<PendingValue> Workflows() => Read(workflows);

    /// <summary>The pending activities, by task queue.</summary>
    public IReadOnlyList<PendingValue> Activities() => Read(activities);

    private List<PendingValue> Read(Dictionary<LabelSet, PendingCount> counts)
    {
        lock (sync)
        {
            return isWhole
                ? [.. counts.Select(pair => new PendingValue(pair.Key, pair.Value.Total, pair.Value.Oldest))]
                : [];
        }
    }

    private void Add(Execution run)
    {
        if (!run.IsOpen)
        {
            return;
        }

        lock (sync)
        {
            CountOf(workflows, metrics.Of(run)).Add(run.StartTime);
            foreach (var (_, activity) in run.Activities)
            {
                var scheduled = activity.ScheduledEvent;
                CountOf(activities, QueueOf(run.Key, scheduled)).Add(scheduled.EventTime.ToDateTimeOffset());
            }
        }
    }

    // The queue that the workflow named: an operator may have moved the activity since.
    private LabelSet QueueOf(ExecutionKey key, HistoryEvent scheduled)
    {
        var queue = scheduled.ActivityTaskScheduledEventAttributes.TaskQueue.Name;
        return metrics.Of(new TaskQueueKey(TaskKind.Activity, key.Namespace, new(queue)), isSticky: false);
    }

    private static PendingCount CountOf(Dictionary<LabelSet, PendingCount> counts, LabelSet labels)
    {
        if (!counts.TryGetValue(labels, out var count))
        {
            counts[labels] = count = new PendingCount();
        }

        return count;
    }
}

/// <summary>How much of one kind is pending.</summary>
/// <param name="Labels">The labels.</param>
/// <param name="Total">How many are pending.</param>
/// <param name="Oldest">The minute in which the oldest one began; null if none is pending.</param>
internal readonly record struct PendingValue(LabelSet Labels, long Total, DateTimeOffset? Oldest);
