using Cairn.Engine.Executions;
using Cairn.Protocol;
using Cairn.Runtime.TaskQueues;
using Cairn.Storage;
using Microsoft.Extensions.Logging;

namespace Cairn.Runtime.Metrics;

/// <summary>
/// What the instruments read from one node, and the labels of its measurements. Nodes are known here as long as they
/// run.
/// </summary>
internal sealed class NodeMetrics : IDisposable
{
    /// <summary>The task queue of all sticky queues, whose own names are as many as workers.</summary>
    public const string StickyQueue = "__sticky__";

    private static readonly Lock Sync = new();

    // Weak, because the node of a simulated process that was killed is never disposed.
    private static WeakReference<NodeMetrics>[] nodes = [];

    private readonly LabelSets<(string Namespace, string Type, string Queue)> workflows;
    private readonly LabelSets<(string Namespace, string Type)> activities;
    private readonly LabelSets<(string Namespace, string Queue, TaskKind Kind)> queues;
    private readonly LabelSets<string> namespaces;
    private volatile Node? node;

    /// <param name="limit">How many sets of labels of each kind there may be at most.</param>
    /// <param name="logger">Where it is logged that a limit was reached.</param>
    public NodeMetrics(int limit, ILogger logger)
    {
        workflows = new("workflows", limit, WorkflowLabels, WorkflowLabels(default), logger);
        activities = new("activities", limit, ActivityLabels, ActivityLabels(default), logger);
        queues = new("task queues", limit, QueueLabels, QueueLabels(default), logger);
        namespaces = new("namespaces", limit, NamespaceLabels, NamespaceLabels(LabelSet.Other), logger);
    }

    /// <summary>Those of all nodes that run in this process.</summary>
    public static IEnumerable<NodeMetrics> All
    {
        get
        {
            foreach (var one in Volatile.Read(ref nodes))
            {
                if (one.TryGetTarget(out var metrics) && metrics.node is not null)
                {
                    yield return metrics;
                }
            }
        }
    }

    /// <summary>The node, while it runs.</summary>
    public Node? Node => node;

    /// <summary>The statistics of its store; null if the store does not count.</summary>
    public StoreStatistics? Statistics => node?.Store.Statistics;

    /// <summary>The size of its store; null if the store does not know it.</summary>
    public StoreSize? Size => node?.Store.Size;

    /// <summary>Lets the instruments read a node.</summary>
    public void Observe(Node running)
    {
        node = running;
        Publish();
        lock (Sync)
        {
            nodes = [.. nodes.Where(one => one.TryGetTarget(out _)), new WeakReference<NodeMetrics>(this)];
        }
    }

    /// <summary>The instruments read the node no more.</summary>
    public void Dispose()
    {
        node = null;
        lock (Sync)
        {
            nodes = [.. nodes.Where(one => one.TryGetTarget(out var metrics) && metrics != this)];
        }
    }

    /// <summary>The labels of a workflow's type and task queue.</summary>
    public LabelSet Of(Execution state) =>
        workflows.Of((state.Key.Namespace.Value, state.Started.WorkflowType.Name, state.Started.TaskQueue.Name));

    /// <summary>The labels of an activity's type.</summary>
    public LabelSet Of(ExecutionKey key, string activityType) => activities.Of((key.Namespace.Value, activityType));

    /// <summary>The labels of a task queue.</summary>
    public LabelSet Of(TaskQueueKey queue, bool isSticky) =>
        queues.Of((queue.Namespace.Value, isSticky ? StickyQueue : queue.Name.Value, queue.Kind));

    /// <summary>The labels of a namespace.</summary>
    public LabelSet OfNamespace(string name) => namespaces.Of(name);

    /// <summary>Creates all instruments, so that collectors know those without a measurement too.</summary>
    private static void Publish()
    {
        WorkflowMetrics.Publish();
        ActivityMetrics.Publish();
        QueueMetrics.Publish();
        PartitionMetrics.Publish();
        PendingMetrics.Publish();
        ScheduleMetrics.Publish();
        StoreMetrics.Publish();
    }

    private static LabelSet WorkflowLabels((string Namespace, string Type, string Queue) key) => new(
        new("namespace", key.Namespace ?? LabelSet.Other),
        new("workflowType", key.Type ?? LabelSet.Other),
        new("taskqueue", key.Queue ?? LabelSet.Other));

    private static LabelSet ActivityLabels((string Namespace, string Type) key) => new(
        new("namespace", key.Namespace ?? LabelSet.Other), new("activityType", key.Type ?? LabelSet.Other));

    private static LabelSet QueueLabels((string Namespace, string Queue, TaskKind Kind) key) => new(
        new("namespace", key.Namespace ?? LabelSet.Other),
        new("taskqueue", key.Queue ?? LabelSet.Other),
        new("task_type", key.Queue is null ? LabelSet.Other : key.Kind.ToString()));

    private static LabelSet NamespaceLabels(string name) => new(new KeyValuePair<string, object?>("namespace", name));
}
