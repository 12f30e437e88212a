using Cairn.Client;
using Cairn.Protocol;
using Cairn.Runtime;
using Cairn.Storage;
using Cairn.Storage.Sqlite;
using Cairn.Worker;
using Microsoft.Extensions.Logging;

namespace Cairn.Embedded;

/// <summary>
/// The whole engine inside this process: no server, no ports. One process at a time may have a database open; another
/// one is refused with <see cref="StoreException"/>.
/// </summary>
public sealed class CairnEngine : IAsyncDisposable
{
    private readonly IStore store;
    private readonly bool ownsStore;
    private readonly Node node;
    private readonly CairnConnection connection;
    private readonly Lock gate = new();
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
            });
    }

    /// <summary>Starts workflows of this engine and finds them again.</summary>
    public ICairnClient Client { get; }

    /// <summary>The engine's face to every client and worker.</summary>
    public IWorkflowService WorkflowService => Client.Connection.WorkflowService;

    /// <summary>What the store has done since the engine was started.</summary>
    public StoreStatistics Statistics => store.Statistics ?? default;

    /// <summary>Starts an engine: what was open when the last one on this database ended goes on.</summary>
    /// <param name="options">What it is made with; null means the defaults, which keep everything in memory.</param>
    /// <param name="cancellationToken">Ends the start early.</param>
    /// <exception cref="StoreException">
    /// The database is open elsewhere, is not one of Cairn's, is damaged, or cannot be where the path leads.
    /// </exception>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public static Task<CairnEngine> StartAsync(
        CairnEngineOptions? options = null, CancellationToken cancellationToken = default) =>
        Task.Run(() => OpenAsync(options ?? new(), cancellationToken), cancellationToken);

    /// <summary>Starts a worker in this process; it stops when it, or the engine, is disposed.</summary>
    /// <param name="taskQueue">The task queue that it works for.</param>
    /// <param name="configure">Says which workflows and activities it runs.</param>
    /// <exception cref="ArgumentException">It runs nothing, or its options contradict each other.</exception>
    /// <exception cref="ObjectDisposedException">The engine is disposed: the worker would get no task.</exception>
    public EmbeddedWorker StartWorker(string taskQueue, Action<CairnWorkerOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var options = new CairnWorkerOptions(taskQueue);
        configure(options);
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(closing is not null, this);
            var worker = new EmbeddedWorker(new CairnWorker(Client, options), Forget);
            workers.Add(worker);
            return worker;
        }
    }

    /// <summary>
    /// Stops the engine: first the workers that it started, which wait for the activities that run, then the engine
    /// itself. Everything that was acknowledged is in its store, which is closed unless it came with
    /// <see cref="CairnEngineOptions.Store"/>. Calls that still wait, and later ones, fail with
    /// <see cref="Exceptions.RpcException"/>, FailedPrecondition; other workers of its clients end with an error. A
    /// second call waits for the same. An activity of these workers must not wait for it.
    /// </summary>
    public ValueTask DisposeAsync()
    {
        lock (gate)
        {
            return new(closing ??= Task.Run(CloseAsync));
        }
    }

    // On the thread pool, as all of the engine is: on the caller's context it would wait for a caller that blocks.
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
        lock (gate)
        {
            return [.. workers];
        }
    }

    private void Forget(EmbeddedWorker worker)
    {
        lock (gate)
        {
            workers.Remove(worker);
        }
    }
}
