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
    private static readonly TimeSpan ConnectPause = TimeSpan.FromSeconds(1);

    private readonly CairnWorkerOptions options;
    private readonly CairnWorkerClientUpdater? updater;
    private readonly CairnClient? ownClient;
    private readonly Func<ICairnClient>? findClient;
    private readonly ILogger logger;

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
            () => provider.GetService<ICairnClient>() ?? throw new InvalidOperationException(
                $"The worker of task queue {named.TaskQueue} has no client: call AddCairnClient, or set "
                + "ClientOptions."))
    {
    }

    private CairnWorkerService(CairnWorkerOptions options, CairnClient? ownClient, Func<ICairnClient>? findClient)
    {
        this.options = options;
        this.ownClient = ownClient;
        this.findClient = findClient;
        updater = (options as CairnWorkerServiceOptions)?.WorkerClientUpdater;
        logger = (options.LoggerFactory ?? StandardErrorLoggerFactory.Instance).CreateLogger<CairnWorkerService>();
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
        // An engine inside the host has a client only after it has started, which is after workers were created.
        var client = ownClient ?? findClient!();
        using var worker = new CairnWorker(client, options);
        using var following = updater?.Follow(worker);
        await ConnectAsync(worker, client.Connection.Options.TimeProvider, stoppingToken).ConfigureAwait(false);
        await worker.ExecuteAsync(stoppingToken).ConfigureAwait(false);
    }

    private static CairnWorkerServiceOptions Named(IServiceProvider provider, string taskQueue)
    {
        ArgumentNullException.ThrowIfNull(taskQueue);
        ArgumentNullException.ThrowIfNull(provider);
        var named = Copy(provider.GetRequiredService<IOptionsMonitor<CairnWorkerServiceOptions>>().Get(taskQueue));
        named.TaskQueue = taskQueue;
        named.Services ??= provider;
        named.LoggerFactory ??= provider.GetService<ILoggerFactory>();
        return named;
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

    private async Task ConnectAsync(CairnWorker worker, TimeProvider time, CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                await worker.Client.Connection.ConnectAsync().ConfigureAwait(false);
                return;
            }
            catch (RpcException e) when (e.Code is RpcException.StatusCode.Unavailable
                or RpcException.StatusCode.DeadlineExceeded)
            {
                LogNotThere(options.TaskQueue!, ConnectPause, e);
            }

            await Task.Delay(ConnectPause, time, stoppingToken).ConfigureAwait(false);
        }
    }

    [LoggerMessage(
        4001,
        LogLevel.Warning,
        "The server of the worker of {TaskQueue} cannot be reached; the next attempt is in {Pause}.")]
    private partial void LogNotThere(string taskQueue, TimeSpan pause, Exception exception);
}
