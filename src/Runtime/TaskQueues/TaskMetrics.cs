using System.Diagnostics.Metrics;

namespace Cairn.Runtime.TaskQueues;

/// <summary>The metrics of task queues.</summary>
internal static class TaskMetrics
{
    private static readonly Meter Meter = new("Cairn.Runtime");

    private static readonly Histogram<double> Waited = Meter.CreateHistogram<double>(
        "cairn_task_wait_seconds", description: "How long tasks waited in their queue for a worker.");

    /// <summary>Records that a worker took a task.</summary>
    public static void Take(TaskKind kind, TimeSpan waited) =>
        Waited.Record(waited.TotalSeconds, new KeyValuePair<string, object?>("kind", kind.ToString()));
}
