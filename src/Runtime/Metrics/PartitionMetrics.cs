using System.Diagnostics.Metrics;

namespace Cairn.Runtime.Metrics;

/// <summary>The work of partitions: commits, inboxes and executions in memory.</summary>
internal static class PartitionMetrics
{
    private static readonly Histogram<double> CommitDuration = Instruments.Durations(
        "cairn_commit_seconds", Instruments.Moments,
        "How long batches took until they were durable, in seconds.");

    private static readonly Histogram<long> CommitSize = Instruments.Amounts(
        "cairn_commit_executions", Instruments.Numbers, "The number of executions that batches changed.");

    private static readonly Counter<long> CommitFailures = Instruments.Counter(
        "cairn_commit_failures_total", "Batches that failed, or whose outcome is not known.");

    private static readonly KeyValuePair<string, object?> CacheType = new("cache_type", "mutablestate");

    static PartitionMetrics()
    {
        Instruments.Gauge(
            "cairn_partition_inbox",
            node => node.Node?.Partitions.Sum(partition => (long)partition.InboxCount),
            "Requests that wait for their partition.");
        Instruments.Gauge(
            "cairn_cached_executions",
            node => node.Node?.Partitions.Sum(partition => (long)partition.CachedCount),
            "Executions in memory.");
        Instruments.Count(
            "cache_requests",
            node => node.Node?.Partitions.Sum(partition => partition.Lookups),
            "Requests that looked for an execution in memory.",
            CacheType);
        Instruments.Count(
            "cache_miss",
            node => node.Node?.Partitions.Sum(partition => partition.Misses),
            "Requests that did not find it there, and read the store.",
            CacheType);
    }

    /// <summary>Publishes the instruments, once in a process.</summary>
    public static void Publish()
    {
        // The static constructor does it.
    }

    /// <summary>A commit ended.</summary>
    /// <param name="size">How many executions it changed.</param>
    /// <param name="duration">How long it took.</param>
    /// <param name="isDurable">Whether it is known to be durable.</param>
    public static void EndCommit(int size, TimeSpan duration, bool isDurable)
    {
        if (isDurable)
        {
            CommitDuration.Record(duration.TotalSeconds);
            CommitSize.Record(size);
        }
        else
        {
            CommitFailures.Add(1);
        }
    }
}
