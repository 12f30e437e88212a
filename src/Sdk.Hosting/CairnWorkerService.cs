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
public sealed partial class CairnWorkerService : BackgroundService
{
    private static readonly TimeSpan ConnectPause = TimeSpan.FromSeconds(1);

    private readonly IServiceProvider provider;
    private readonly CairnWorkerServiceOptions options;
    private readonly CairnClient? ownClient;
    private readonly ILogger logger;

    /// <summary>Creates the worker of a task queue, with the options of that name.</summary>
    public CairnWorkerService(IServiceProvider provider, string taskQueue)
    {
        ArgumentNullException.ThrowIfNull(taskQueue);
        ArgumentNullException.ThrowIfNull(provider);
        this.provider = provider;
        var named = provider.GetRequiredService<IOptionsMonitor<CairnWorkerServiceOptions>>().Get(taskQueue);
        options = (CairnWorkerServiceOptions)named.Clone();
        options.TaskQueue = taskQueue;
        options.Services ??= provider;
        options.LoggerFactory ??= provider.GetService<ILoggerFactory>();
        ownClient = options.ClientOptions is { } own
            ? CairnClient.CreateLazy(WithLog(own, options.LoggerFactory))
            : null;
        logger = (options.LoggerFactory ?? StandardErrorLoggerFactory.Instance).CreateLogger<CairnWorkerService>();
    }

    private static CairnClientConnectOptions WithLog(CairnClientConnectOptions own, ILoggerFactory? ofHost)
    {
        if (ofHost is not null && own.LoggerFactory is StandardErrorLoggerFactory)
        {
            own.LoggerFactory = ofHost;
        }

        return own;
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        (ownClient?.Connection as IDisposable)?.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // An engine inside the host has a client only after it has started, which is after workers were created.
        var client = ownClient ?? provider.GetService<ICairnClient>() ?? throw new InvalidOperationException(
            $"The worker of task queue {options.TaskQueue} has no client: call AddCairnClient, or set ClientOptions.");
        using var worker = new CairnWorker(client, options);
        await ConnectAsync(client, stoppingToken).ConfigureAwait(false);
        await worker.ExecuteAsync(stoppingToken).ConfigureAwait(false);
    }

    private async Task ConnectAsync(ICairnClient client, CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                await client.Connection.ConnectAsync().ConfigureAwait(false);
                return;
            }
            catch (RpcException e) when (e.Code is RpcException.StatusCode.Unavailable
                or RpcException.StatusCode.DeadlineExceeded)
            {
                LogNotThere(options.TaskQueue!, ConnectPause, e);
            }

            await Task.Delay(ConnectPause, client.Connection.Options.TimeProvider, stoppingToken).ConfigureAwait(false);
        }
    }

    [LoggerMessage(
        4001,
        LogLevel.Warning,
        "The server of the worker of {TaskQueue} cannot be reached; the next attempt is in {Pause}.")]
    private partial void LogNotThere(string taskQueue, TimeSpan pause, Exception exception);
}
