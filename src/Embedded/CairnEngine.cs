using Cairn.Client;
using Cairn.Protocol;
using Cairn.Runtime;
using Cairn.Storage;
using Cairn.Storage.Sqlite;
using Cairn.Worker;
using Microsoft.Extensions.Logging;

namespace Cairn.Embedded;

/// <summary>
/// The whole engine inside this process, without server and ports. Only one process at a time may have a database open;
/// in a second one, the start fails with <see cref="StoreException"/>.
/// </summary>
public sealed class CairnEngine : IAsyncDisposable
{
    private readonly IStore store;
    private readonly bool ownsStore;
    private readonly Node node;
    private readonly CairnConnection connection;
    private readonly Lock sync = new();
    private readonly HashSet<EmbeddedWorker> workers = [];
    private Task? closing;

    private CairnEngine(IStore store, Node node, CairnEngineOptions options, ILoggerFactory loggers)
    {
        this.store = store;
        ownsStore = options.Store is null;
        this.node = node;
        connection = new(node.Service, operatorService: node.OperatorService, healthService: node.HealthService);
        Client = new CairnClient(
            connection,
            new CairnClientOptions
            {
                Namespace = options.Namespace,
                DataConverter = options.DataConverter,
                LoggerFactory = loggers,
                Interceptors = options.Interceptors,
            });
    }

    /// <summary>The client of this engine: starts workflows and finds them again.</summary>
    public ICairnClient Client { get; }

    /// <summary>The service that clients and workers of this engine call.</summary>
    public IWorkflowService WorkflowService => Client.Connection.WorkflowService;

    /// <summary>The statistics of the store since the engine was started.</summary>
    public StoreStatistics Statistics => store.Statistics ?? default;

    /// <summary>
    /// Starts an engine: workflows that were open when the last engine on this database ended continue.
    /// </summary>
    /// <param name="options">The options; null means the defaults, which keep everything in memory.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    /// <exception cref="StoreException">
    /// The database is open elsewhere, is not a Cairn database, is damaged, or cannot be created at its path.
    /// </exception>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public static Task<CairnEngine> StartAsync(
        CairnEngineOptions? options = null, CancellationToken cancellationToken = default) =>
        Task.Run(() => OpenAsync(options ?? new(), cancellationToken), cancellationToken);

    /// <summary>Starts a worker in this process; it stops when the worker or the engine is disposed.</summary>
    /// <param name="taskQueue">The task queue that it works for.</param>
    /// <param name="configure">Sets the workflows and activities of the worker, and its options.</param>
    /// <exception cref="ArgumentException">
    /// There are no workflows and activities, or the options contradict each other.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The engine is disposed: the worker would get no task.</exception>
    public EmbeddedWorker StartWorker(string taskQueue, Action<CairnWorkerOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var options = new CairnWorkerOptions(taskQueue);
        configure(options);
        lock (sync)
        {
            ObjectDisposedException.ThrowIf(closing is not null, this);
            var worker = new EmbeddedWorker(new CairnWorker(Client, options), Forget);
            workers.Add(worker);
            return worker;
        }
    }

    /// <summary>
    /// Stops the engine: first the workers that it started, which wait for their running activities, then the engine
    /// itself. All acknowledged changes are in the store, which is closed unless it came with <see
    /// cref="CairnEngineOptions.Store"/>. Waiting and later calls fail with <see cref="Exceptions.RpcException"/>,
    /// FailedPrecondition; other workers of its clients end with an error. A second call waits for the first. An
    /// activity of these workers must not await this.
    /// </summary>
    public ValueTask DisposeAsync()
    {
        lock (sync)
        {
            return new(closing ??= Task.Run(CloseAsync));
        }
    }

    // On the thread pool: on the context of a caller that blocks, the engine would wait for that caller.
    private static async Task<CairnEngine> OpenAsync(CairnEngineOptions options, CancellationToken cancellationToken)
    {
        options.ThrowIfInvalid();
        var loggers = options.LoggerFactory ?? new CairnClientOptions().LoggerFactory;
        var store = options.Store
            ?? await OpenStoreAsync(options.DatabasePath, loggers, cancellationToken).ConfigureAwait(false);
        try
        {
            var node = await Node.StartAsync(
                store,
                new NodeOptions
                {
                    LoggerFactory = loggers,
                    Namespaces = [options.Namespace],
                    WorkersAreInProcess = true,
                },
                cancellationToken).ConfigureAwait(false);
            return new CairnEngine(store, node, options, loggers);
        }
        catch
        {
            if (options.Store is null)
            {
                await store.DisposeAsync().ConfigureAwait(false);
            }

            throw;
        }
    }

    private static async Task<IStore> OpenStoreAsync(
        string? path, ILoggerFactory loggers, CancellationToken cancellationToken) =>
        path is null
            ? new MemoryStore()
            : await SqliteStore.OpenAsync(
                new SqliteStoreOptions { Path = path, LoggerFactory = loggers }, cancellationToken)
                .ConfigureAwait(false);

    private async Task CloseAsync()
    {
        await Task.WhenAll(Workers().Select(worker => worker.DisposeAsync().AsTask())).ConfigureAwait(false);
        connection.Dispose();
        await node.DisposeAsync().ConfigureAwait(false);
        if (ownsStore)
        {
            await store.DisposeAsync().ConfigureAwait(false);
        }
    }

    private EmbeddedWorker[] Workers()
    {
        lock (sync)
        {
            return [.. workers];
        }
    }

    private void Forget(EmbeddedWorker worker)
    {
        lock (sync)
        {
            workers.Remove(worker);
        }
    }
}
