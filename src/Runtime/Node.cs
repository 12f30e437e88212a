using System.Runtime.CompilerServices;
using Cairn.Engine.Schedules;
using Cairn.Protocol;
using Cairn.Runtime.Access;
using Cairn.Runtime.Batches;
using Cairn.Runtime.Documents;
using Cairn.Runtime.Effects;
using Cairn.Runtime.Metrics;
using Cairn.Runtime.Partitions;
using Cairn.Runtime.Queries;
using Cairn.Runtime.Requests;
using Cairn.Runtime.Retention;
using Cairn.Runtime.Schedules;
using Cairn.Runtime.Workers;
using Cairn.Storage;
using Microsoft.Extensions.Logging;

namespace Cairn.Runtime;

/// <summary>
/// A running engine: partitions, task queues and timers on a store. Requests come in through <see cref="Service"/>; it
/// has no ports and no threads of its own.
/// </summary>
public sealed class Node : IAsyncDisposable
{
    private readonly IReadOnlyList<Partition> partitions;
    private readonly MessageDelivery delivery;
    private readonly RetentionRunner retention;
    private bool isDisposed;

    private Node(IStore store, NodeOptions options)
    {
        Options = options;
        Errors = new InternalErrors(options.LoggerFactory);
        Metrics = new NodeMetrics(options.MetricLabelLimit, options.LoggerFactory.CreateLogger<NodeMetrics>());
        Scan = new PendingScan(this);
        Queues = new TaskQueues.TaskQueues(
            options.WaitTime, options.LoggerFactory.CreateLogger<TaskQueues.TaskQueues>(), Metrics);
        Router = new QueryRouter(
            Queues,
            PendingQueries,
            options.WaitTime,
            (key, sticky) => Errors.Start(
                nameof(ResetStickyTaskQueue), () => ResetStickyTaskQueue.ForgetAsync(this, key, sticky)));
        Namespaces = new Namespaces(store);
        Store = store;
        SearchAttributes = new SearchAttributeRegistry(store, options.SearchAttributes);
        delivery = new MessageDelivery(this);
        var performer = new EffectPerformer(Queues, Router, delivery.Deliver);
        partitions = [.. Enumerable.Range(0, options.Partitions)
            .Select(number => new Partition(number, options, store, performer, SearchAttributes, Metrics, Errors))];
        Service = new WorkflowService(this);
        OperatorService = new OperatorService(this);
        AccessService = new AccessService(this);
        HealthService = new HealthService(store);
        ApiKeys = new ApiKeys(store, options.TimeProvider);
        var schedules = new DocumentStore<ScheduleDocument>(
            store, "schedule", ScheduleDocument.Parser, schedule => (schedule.Namespace, schedule.ScheduleId));
        Schedules = new ScheduleRegistry(options, schedules, Service, Metrics);
        Batches = new BatchRegistry(this);
        Workers = new WorkerRegistry(options.TimeProvider);
        retention = new RetentionRunner(this);
        Namespaces.Changed += retention.LookSoon;
    }

    /// <summary>The service for clients and workers.</summary>
    public IWorkflowService Service { get; }

    /// <summary>The service for operators.</summary>
    public IOperatorService OperatorService { get; }

    /// <summary>The service for administrators of the server.</summary>
    public IAccessService AccessService { get; }

    /// <summary>The keys by which callers are known.</summary>
    public ApiKeys ApiKeys { get; }

    /// <summary>The health check: the node is not serving while its store cannot be used.</summary>
    public IHealthService HealthService { get; }

    internal NodeOptions Options { get; }

    internal InternalErrors Errors { get; }

    internal NodeMetrics Metrics { get; }

    internal PendingScan Scan { get; }

    internal IReadOnlyList<Partition> Partitions => partitions;

    internal TaskQueues.TaskQueues Queues { get; }

    internal QueryRegistry PendingQueries { get; } = new();

    internal QueryRouter Router { get; }

    internal Namespaces Namespaces { get; }

    internal ScheduleRegistry Schedules { get; }

    internal BatchRegistry Batches { get; }

    internal WorkerRegistry Workers { get; }

    internal SearchAttributeRegistry SearchAttributes { get; }

    internal IStore Store { get; }

    /// <summary>How many messages between executions are not delivered.</summary>
    internal int MessagesUnderWay => delivery.UnderWay;

    /// <summary>Starts a node on a store: workflows that were open when the last node ended continue.</summary>
    /// <param name="store">The store; the node uses it until it is disposed, and does not dispose it.</param>
    /// <param name="options">What the node is made with; null means the defaults.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="StoreException">
    /// The store cannot be used, or was made with another number of partitions.
    /// </exception>
    public static Task<Node> StartAsync(
        IStore store, NodeOptions? options = null, CancellationToken cancellationToken = default)
    {
        var chosen = options ?? new NodeOptions();
        chosen.ThrowIfInvalid();
        return OnSchedulerAsync(chosen, _ => OpenAsync(store, chosen, cancellationToken));
    }

    /// <summary>
    /// Accepts no more requests, and ends when all decisions are durable. Long polls end at once. A second call does
    /// nothing.
    /// </summary>
    public ValueTask DisposeAsync() =>
        new(OnSchedulerAsync(Options, _ => CloseAsync()));

    /// <summary>
    /// The earliest time at which an execution or a schedule needs attention; null if never. Only while no work of the
    /// node runs.
    /// </summary>
    internal async ValueTask<DateTimeOffset?> NextTimeAsync()
    {
        var next = Schedules.NextTime;
        foreach (var partition in partitions)
        {
            var time = await partition.NextTimeAsync();
            next = next is null || time < next ? time ?? next : next;
        }

        return next;
    }

    internal Partition Of(WorkflowKey workflow) => partitions[(int)(workflow.StableHash() % (uint)partitions.Count)];

    /// <summary>
    /// Sends a request to a workflow's partition. The caller's source file names the request in the log.
    /// </summary>
    internal Task<T> AskAsync<T>(
        NamespaceName @namespace,
        string workflowId,
        string runId,
        Func<Scope, T> decide,
        [CallerFilePath] string file = "")
    {
        var workflow = new WorkflowKey(@namespace, new WorkflowId(workflowId));
        return Of(workflow).AskAsync(workflow, runId.Length == 0 ? null : new RunId(runId), decide, file);
    }

    /// <summary>
    /// Sends a request to the partition of a run. The caller's source file names the request in the log.
    /// </summary>
    internal Task<T> AskAsync<T>(ExecutionKey key, Func<Scope, T> decide, [CallerFilePath] string file = "")
    {
        var workflow = WorkflowKey.Of(key);
        return Of(workflow).AskAsync(workflow, key.RunId, decide, file);
    }

    // Awaits resume on the context where they begin, so the caller's context is left before the first of them.
    private static Task<T> OnSchedulerAsync<T>(NodeOptions options, Func<NodeOptions, Task<T>> work) =>
        SynchronizationContext.Current is null
            ? work(options)
            : Task.Factory.StartNew(
                () => work(options), CancellationToken.None, TaskCreationOptions.DenyChildAttach, options.Scheduler)
                .Unwrap();

    private static async Task<Node> OpenAsync(IStore store, NodeOptions chosen, CancellationToken cancellationToken)
    {
        var time = new SteadyTime(chosen.TimeProvider, chosen.LoggerFactory.CreateLogger<Node>());
        var node = new Node(store, chosen with { TimeProvider = time });
        try
        {
            await PartitionCount.EnsureAsync(store, chosen.Partitions, cancellationToken);
            await node.Namespaces.StartAsync(
                node.Options.Namespaces, node.Options.NamespaceRetention, cancellationToken);
            await node.SearchAttributes.LoadAsync(cancellationToken);
            await node.ApiKeys.LoadAsync(cancellationToken);
            foreach (var partition in node.partitions)
            {
                await partition.StartAsync(cancellationToken);
            }

            await node.Schedules.StartAsync(node.Namespaces.Live, cancellationToken);
            await node.Batches.StartAsync(node.Namespaces.Live, cancellationToken);
            node.retention.LookSoon();
            node.Metrics.Observe(node);
            return node;
        }
        catch
        {
            // Work that was found already must not be done by a node that the caller never receives.
            await node.DisposeAsync();
            throw;
        }
    }

    private async Task<bool> CloseAsync()
    {
        if (Interlocked.Exchange(ref isDisposed, true))
        {
            return false;
        }

        Metrics.Dispose();
        Scan.Stop();
        await retention.DisposeAsync();
        await Batches.DisposeAsync();
        await Schedules.DisposeAsync();
        Queues.Stop();
        delivery.Stop();
        foreach (var partition in partitions)
        {
            await partition.DisposeAsync();
        }

        PendingQueries.Stop();
        return true;
    }
}
