using Cairn.Client;
using Cairn.Runtime;
using Cairn.Server;
using Cairn.Storage;
using Cairn.Storage.Sqlite;
using Cairn.Worker;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cairn.Tests.Embedded;

/// <summary>Where the tests of this project run: a server behind its gate, called over the network.</summary>
internal sealed class EngineHost : IAsyncDisposable
{
    private readonly IStore store;
    private readonly Node node;
    private readonly GrpcServer gate;

    private EngineHost(IStore store, Node node, GrpcServer gate, CairnClient client)
    {
        this.store = store;
        this.node = node;
        this.gate = gate;
        Client = client;
    }

    public ICairnClient Client { get; }

    public static async Task<EngineHost> StartAsync(string databasePath)
    {
        var store = await SqliteStore.OpenAsync(new SqliteStoreOptions { Path = databasePath }).ConfigureAwait(false);
        var node = await Node.StartAsync(store).ConfigureAwait(false);
        var gate = await GrpcServer.StartAsync(
            node.Service, node.OperatorService, node.HealthService, new GrpcServerOptions { Port = 0 }).ConfigureAwait(false);
        var client = await CairnClient.ConnectAsync(
            new(gate.EndPoint.ToString()) { LoggerFactory = NullLoggerFactory.Instance }).ConfigureAwait(false);
        return new(store, node, gate, client);
    }

    public RunningWorker StartWorker(string taskQueue, Action<CairnWorkerOptions> configure)
    {
        var options = new CairnWorkerOptions(taskQueue);
        configure(options);
        return new RunningWorker(Client, options);
    }

    public async ValueTask DisposeAsync()
    {
        ((CairnConnection)Client.Connection).Dispose();
        await gate.DisposeAsync().ConfigureAwait(false);
        await node.DisposeAsync().ConfigureAwait(false);
        await store.DisposeAsync().ConfigureAwait(false);
    }
}
