using Cairn.Client;
using Cairn.Engine;
using Cairn.Protocol;
using Cairn.Runtime;
using Cairn.Server;
using Cairn.Storage;
using Cairn.Storage.Sqlite;
using Cairn.Testing.TimeSkipping;
using Microsoft.Extensions.Logging;

namespace Cairn.Testing;

/// <summary>An engine in this process with a clock of its own, and the client of it.</summary>
internal sealed class TestEngine : IAsyncDisposable
{
    private readonly IStore store;
    private readonly Node node;
    private readonly VirtualTime time;
    private readonly WorkScheduler scheduler;
    private readonly CairnConnection connection;
    private readonly TimeSkipper skipper;
    private GrpcServer? server;

    private TestEngine(
        IStore store, Node node, VirtualTime time, WorkScheduler scheduler, TestEngineOptions options, Pulse pulse)
    {
        (this.store, this.node, this.time, this.scheduler) = (store, node, time, scheduler);
        var client = options.Client;
        var tasks = new RunningTasks();
        var limits = new SkipLimits(options.IdleTimeout, options.SkipLimit);
        var logger = client.LoggerFactory.CreateLogger<TimeSkipper>();
        skipper = new TimeSkipper(node, scheduler, time, tasks, limits, logger)
        {
            StuckAsync = async workflowId => new WorkflowStuckException(
                workflowId,
                await WaitingFor.DescribeAsync(node, client.Namespace, workflowId, scheduler).ConfigureAwait(false)),
        };
        pulse.Target = skipper.Changed;
        Service = new WorkflowServiceProxy(new ServiceWatch(
            node.Service,
            new EngineWatch(scheduler, time, skipper, tasks)
            {
                Converter = client.DataConverter,
                EndsCallsOfFailedTasks = options.ThrowOnWorkflowTaskFailure,
                Faults = options.Faults,
            }));
        connection = new CairnConnection(Service, client, node.OperatorService, node.HealthService)
        {
            ReplaysEveryTask = options.ReplayEveryWorkflowTask,
        };
        Client = new CairnClient(connection, client.ToClientOptions());
        if (options.SkipsTime)
        {
            skipper.Start();
        }
    }

    /// <summary>The client.</summary>
    public ICairnClient Client { get; }

    /// <summary>Takes the calls of clients and workers.</summary>
    public IWorkflowService Service { get; }

    /// <summary>Moves the clock.</summary>
    public TimeSkipper Skipper => skipper;

    /// <summary>The time.</summary>
    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>Starts an engine, and a server if the options name an address.</summary>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="IOException">The port is in use.</exception>
    /// <exception cref="StoreException">The database cannot be used.</exception>
    public static Task<TestEngine> StartAsync(TestEngineOptions options) => Task.Run(() => OpenAsync(options));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (server is not null)
        {
            await server.DisposeAsync().ConfigureAwait(false);
        }

        await skipper.DisposeAsync().ConfigureAwait(false);
        connection.Dispose();
        await node.DisposeAsync().ConfigureAwait(false);
        time.Dispose();
        await store.DisposeAsync().ConfigureAwait(false);
    }

    private static async Task<TestEngine> OpenAsync(TestEngineOptions options)
    {
        var client = options.Client;
        var address = client.TargetHost is { } target ? TestAddress.Parse(target) : null;
        var pulse = new Pulse();
        var scheduler = new WorkScheduler(() => pulse.Target?.Invoke());
        var time = new VirtualTime(scheduler.Post);
        IStore store = options.DatabaseFilename is { } path
            ? await SqliteStore.OpenAsync(new() { Path = path, LoggerFactory = client.LoggerFactory })
                .ConfigureAwait(false)
            : new MemoryStore();
        Node? node = null;
        try
        {
            node = await Node.StartAsync(
                store,
                new NodeOptions
                {
                    TimeProvider = time,
                    WaitTimeProvider = TimeProvider.System,
                    Scheduler = scheduler,
                    LazyCommit = TimeSpan.Zero,
                    Namespaces = [client.Namespace],
                    // Virtual time passes faster than a test looks at results.
                    NamespaceRetention = Limits.Duration,
                    SearchAttributes = options.SearchAttributes.ToDictionary(key => key.Name, key => key.ValueType),
                    WorkersAreInProcess = address is null,
                    LoggerFactory = client.LoggerFactory,
                }).ConfigureAwait(false);
            var engine = new TestEngine(store, node, time, scheduler, options, pulse);
            if (address is not null)
            {
                engine.server = await GrpcServer.StartAsync(
                    engine.Service,
                    node.OperatorService,
                    node.HealthService,
                    new() { Address = address.Address, Port = address.Port, LoggerFactory = client.LoggerFactory })
                    .ConfigureAwait(false);
                engine.Client.Connection.Options.TargetHost = engine.server.EndPoint.ToString();
            }

            return engine;
        }
        catch
        {
            if (node is not null)
            {
                await node.DisposeAsync().ConfigureAwait(false);
            }

            await store.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Set when there is someone to call.</summary>
    private sealed class Pulse
    {
        public Action? Target { get; set; }
    }
}
