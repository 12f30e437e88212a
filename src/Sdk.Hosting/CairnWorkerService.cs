using Cairn.Client;
using Cairn.Exceptions;
using Cairn.Logging;
using Cairn.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Cairn.Extensions.Hosting;

/// <summary>A worker that runs as long as its host. It waits for its server if the server starts later.</summary>
public partial class CairnWorkerService : BackgroundService
{
    private readonly CairnWorkerOptions options;
    private readonly CairnWorkerClientUpdater? updater;
    private readonly CairnClient? ownClient;
    private readonly Func<ICairnClient>? findClient;
    private readonly WorkerDrain? drain;
    private readonly ILogger logger;
    private volatile CairnWorker? running;
    private volatile Exception? failure;

    /// <summary>Creates the worker of a task queue, with the options of that name.</summary>
    /// <param name="provider">The services of the host.</param>
    /// <param name="taskQueue">The task queue.</param>
    public CairnWorkerService(IServiceProvider provider, string taskQueue)
        : this(Named(provider, taskQueue), provider)
    {
    }

    /// <summary>Creates a worker with a client of its own.</summary>
    /// <param name="options">The options; later changes have no effect.</param>
    /// <exception cref="ArgumentException">The options have no ClientOptions.</exception>
    public CairnWorkerService(CairnWorkerServiceOptions options)
        : this(OwnClientOf(options), options)
    {
    }

    /// <summary>Creates a worker with a client of its own.</summary>
    /// <param name="clientOptions">The options of the client; later changes have no effect.</param>
    /// <param name="workerOptions">The options of the worker; later changes have no effect.</param>
    public CairnWorkerService(CairnClientConnectOptions clientOptions, CairnWorkerOptions workerOptions)
        : this(Copy(workerOptions), CreateClient(clientOptions, workerOptions.LoggerFactory), null)
    {
    }

    /// <summary>Creates a worker.</summary>
    /// <param name="client">The client; it is left as it is when the worker ends.</param>
    /// <param name="workerOptions">The options of the worker; later changes have no effect.</param>
    public CairnWorkerService(ICairnClient client, CairnWorkerOptions workerOptions)
        : this(Copy(workerOptions), null, () => client)
    {
        ArgumentNullException.ThrowIfNull(client);
    }

    private CairnWorkerService(CairnWorkerServiceOptions named, IServiceProvider provider)
        : this(
            named,
            named.ClientOptions is { } own ? CreateClient(own, named.LoggerFactory) : null,
            () => named.ClientKey is { } key
                ? provider.GetRequiredKeyedService<ICairnClient>(key)
                : provider.GetRequiredService<ICairnClient>()) =>
        drain = provider.GetService<WorkerDrain>();

    private CairnWorkerService(CairnWorkerOptions options, CairnClient? ownClient, Func<ICairnClient>? findClient)
    {
        this.options = options;
        this.ownClient = ownClient;
        this.findClient = findClient;
        updater = (options as CairnWorkerServiceOptions)?.WorkerClientUpdater;
        logger = (options.LoggerFactory ?? StandardErrorLoggerFactory.Instance).CreateLogger<CairnWorkerService>();
    }

    /// <summary>The task queue.</summary>
    internal string TaskQueue => options.TaskQueue!;

    /// <summary>How far it is.</summary>
    internal WorkerPhase Phase { get; private set; }

    /// <summary>Why it ended, if it failed.</summary>
    internal Exception? Failure => failure;

    /// <summary>What is wrong with its polls; null if nothing is known to be.</summary>
    internal string? PollTrouble => running?.PollHealth.Trouble;

    // An engine inside the host has a client only after it has started, which is after workers were created.
    private ICairnClient Client => ownClient ?? findClient!();

    /// <inheritdoc/>
    /// <exception cref="CairnException">The server cannot be reached, and the worker is to fail fast.</exception>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        Phase = WorkerPhase.Connecting;
        if (options is CairnWorkerServiceOptions { Startup: WorkerStartup.FailFast })
        {
            await ConnectOrFailAsync(Client, cancellationToken).ConfigureAwait(false);
        }

        await base.StartAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        Phase = ExecuteTask is { IsCompleted: false } ? WorkerPhase.Draining : Phase;
        drain?.Begin();
        await base.StopAsync(cancellationToken).ConfigureAwait(false);
        if (ExecuteTask is { IsCompleted: false })
        {
            LogNotDrained(TaskQueue, options.GracefulShutdownTimeout);
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        (ownClient?.Connection as IDisposable)?.Dispose();
        base.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, drain?.Token ?? default);
        try
        {
            await RunAsync(stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            Phase = WorkerPhase.Ended;
            throw;
        }
        catch (Exception e)
        {
            failure = e;
            Phase = WorkerPhase.Failed;
            // The host ends as if nothing had happened, so a supervisor would not start it again.
            Environment.ExitCode = Environment.ExitCode == 0 ? 1 : Environment.ExitCode;
            throw;
        }
    }

    private async Task RunAsync(CancellationToken stop)
    {
        var client = Client;
        using var worker = new CairnWorker(client, options);
        using var following = updater?.Follow(worker);
        await new ServerWait(worker, client.Connection.Options.TimeProvider, logger).ConnectAsync(stop)
            .ConfigureAwait(false);
        running = worker;
        Phase = WorkerPhase.Running;
        using var draining = stop.Register(() => Phase = WorkerPhase.Draining);
        await worker.ExecuteAsync(stop).ConfigureAwait(false);
    }

    private async Task ConnectOrFailAsync(ICairnClient client, CancellationToken cancellationToken)
    {
        try
        {
            await client.Connection.ConnectAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (RpcException e)
        {
            throw new CairnException(
                $"The worker of task queue {TaskQueue} cannot reach its server "
                + $"{client.Connection.Options.TargetHost}: {e.Message} The host does not start, because Startup is "
                + $"{nameof(WorkerStartup.FailFast)}.",
                e);
        }
    }

    private static CairnWorkerServiceOptions Named(IServiceProvider provider, string taskQueue)
    {
        ArgumentNullException.ThrowIfNull(taskQueue);
        ArgumentNullException.ThrowIfNull(provider);
        var named = Copy(Configured(provider, taskQueue));
        named.TaskQueue = taskQueue;
        if (named.ClientOptions is { } own)
        {
            own.Interceptors = HostTracing.Add(provider, own.Interceptors);
        }

        named.Services ??= provider;
        named.Outermost = new AttemptScope(provider);
        named.LoggerFactory ??= provider.GetService<ILoggerFactory>();
        return named;
    }

    private static CairnWorkerServiceOptions Configured(IServiceProvider provider, string taskQueue)
    {
        try
        {
            return provider.GetRequiredService<IOptionsMonitor<CairnWorkerServiceOptions>>().Get(taskQueue);
        }
        catch (Exception e) when (e is not OptionsValidationException)
        {
            throw new CairnException(
                $"The code that configures the worker of task queue {taskQueue} failed: {e.Message}", e);
        }
    }

    private static CairnClientConnectOptions OwnClientOf(CairnWorkerServiceOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.ClientOptions
            ?? throw new ArgumentException("ClientOptions must be set: there is no other client", nameof(options));
    }

    private static T Copy<T>(T workerOptions)
        where T : CairnWorkerOptions
    {
        ArgumentNullException.ThrowIfNull(workerOptions);
        return (T)workerOptions.Clone();
    }

    // Unless the client has a log of its own, it uses that of the worker.
    private static CairnClient CreateClient(CairnClientConnectOptions clientOptions, ILoggerFactory? ofWorker)
    {
        ArgumentNullException.ThrowIfNull(clientOptions);
        var own = (CairnClientConnectOptions)clientOptions.Clone();
        if (ofWorker is not null && own.LoggerFactory is StandardErrorLoggerFactory)
        {
            own.LoggerFactory = ofWorker;
        }

        return CairnClient.CreateLazy(own);
    }

    [LoggerMessage(
        4002,
        LogLevel.Warning,
        "The host stopped before the worker of {TaskQueue} had ended, because its ShutdownTimeout was over: activities "
        + "that still run are tried again when their timeouts are over. Let HostOptions.ShutdownTimeout be longer than "
        + "the worker's GracefulShutdownTimeout, {GracefulShutdownTimeout}.")]
    private partial void LogNotDrained(string taskQueue, TimeSpan gracefulShutdownTimeout);
}
