using Cairn.Client;
using Cairn.Runtime;
using Cairn.Server;
using Cairn.Storage;
using Cairn.Storage.Sqlite;
using Cairn.Worker;

namespace Cairn.Tests.Embedded;

/// <summary>Where the tests of this project run: a server behind its gate, called over the network.</summary>
internal sealed class EngineHost : IAsyncDisposable
{
    private readonly IStore store;
    private readonly Node node;
    private readonly Gate gate;

    private EngineHost(IStore store, Node node, Gate gate, CairnClient client)
    {
        this.store = store;
        this.node = node;
        this.gate = gate;
        Client = client;
    }

    public ICairnClient Client { get; }

    public static async Task<EngineHost> StartAsync(string databasePath)
    {
        var store = await SqliteStore.OpenAsync(new SqliteStoreOptions { Path = databasePath });
        var node = await Node.StartAsync(store);
        var gate = await Gate.StartAsync(
            node.Service, node.OperatorService, node.HealthService, new GateOptions { Port = 0 });
        var client = await CairnClient.ConnectAsync(new(gate.EndPoint.ToString()));
        return new(store, node, gate, client);
    }

    public RemoteWorker StartWorker(string taskQueue, Action<CairnWorkerOptions> configure)
    {
        var options = new CairnWorkerOptions(taskQueue);
        configure(options);
        return new RemoteWorker(new CairnWorker(Client, options));
    }

    public async ValueTask DisposeAsync()
    {
        ((CairnConnection)Client.Connection).Dispose();
        await gate.DisposeAsync();
        await node.DisposeAsync();
        await store.DisposeAsync();
    }
}
