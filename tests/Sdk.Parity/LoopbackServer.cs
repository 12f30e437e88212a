using Cairn.Api.Enums.V1;
using Cairn.Runtime;
using Cairn.Server;
using Cairn.Storage.Sqlite;

namespace Cairn.Tests.Sdk.Parity;

/// <summary>A server of this process, on a database file of its own, called over the network.</summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private readonly string folder;
    private readonly SqliteStore store;
    private readonly Node node;
    private readonly GrpcServer server;

    private LoopbackServer(string folder, SqliteStore store, Node node, GrpcServer server) =>
        (this.folder, this.store, this.node, this.server) = (folder, store, node, server);

    /// <summary>Where it listens.</summary>
    public string Address => server.EndPoint.ToString();

    public static async Task<LoopbackServer> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("cairn-parity-").FullName;
        var store = await SqliteStore.OpenAsync(new() { Path = Path.Combine(folder, "cairn.db") });
        var node = await Node.StartAsync(store);
        await node.OperatorService.AddSearchAttributesAsync(
            new()
            {
                Namespace = "default",
                SearchAttributes =
                {
                    ["Colour"] = IndexedValueType.Keyword,
                    ["Size"] = IndexedValueType.Int,
                    ["Weight"] = IndexedValueType.Double,
                    ["IsFragile"] = IndexedValueType.Bool,
                    ["Shipped"] = IndexedValueType.Datetime,
                    ["Note"] = IndexedValueType.Text,
                    ["Tags"] = IndexedValueType.KeywordList,
                },
            },
            default);
        var server = await GrpcServer.StartAsync(
            node.Service, node.OperatorService, node.HealthService, new GrpcServerOptions { Port = 0 });
        return new(folder, store, node, server);
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        await node.DisposeAsync();
        await store.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
