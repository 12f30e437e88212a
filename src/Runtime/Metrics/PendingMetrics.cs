using System.Diagnostics.Metrics;

namespace Cairn.Runtime.Metrics;

/// <summary>Open workflows and pending activities, with the age of the oldest one.</summary>
internal static class PendingMetrics
{
    static PendingMetrics()
    {
        Instruments.Gauge(
            "cairn_open_workflows",
            node => Read(node, pending => pending.Workflows(), values => values.Sum(value => value.Total)),
            "Runs that are open.");
        Instruments.Gauge(
            "cairn_oldest_open_workflow_seconds",
            node => Read(node, pending => pending.Workflows(), values => AgeOf(node, values)),
            "How long the oldest open run is open, in seconds, to the minute.");
        Instruments.Gauge(
            "cairn_pending_activities",
            node => Read(node, pending => pending.Activities(), values => values.Sum(value => value.Total)),
            "Activities that wait, run or back off.");
        Instruments.Gauge(
            "cairn_oldest_pending_activity_seconds",
            node => Read(node, pending => pending.Activities(), values => AgeOf(node, values)),
            "How long ago the oldest of those activities was scheduled, in seconds, to the minute.");
    }

    /// <summary>Publishes the instruments, once in a process.</summary>
    public static void Publish()
    {
        // The static constructor does it.
    }

    private static double AgeOf(NodeMetrics metrics, IEnumerable<PendingValue> values) =>
        metrics.Node is { } node && values.Min(value => value.Oldest) is { } oldest
            ? Math.Max(0, (node.Options.TimeProvider.GetUtcNow() - oldest).TotalSeconds)
            : 0;

    /// <summary>One value for each set of labels; nothing until all of the store is counted.</summary>
    private static IEnumerable<Measurement<T>> Read<T>(
        NodeMetrics metrics,
        Func<PendingWork, IReadOnlyList<PendingValue>> kind,
        Func<IEnumerable<PendingValue>, T> combine)
        where T : struct => metrics.Node is { } node && node.Scan.IsWhole()
            ? node.Partitions
                .SelectMany(partition => kind(partition.Pending))
                .GroupBy(value => value.Labels)
                .Select(group => new Measurement<T>(combine(group), group.Key.ToArray()))
            : [];
}
