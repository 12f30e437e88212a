using Cairn.Runtime;
using Cairn.Server;
using Cairn.Storage;

namespace Cairn.Tests.Sdk.Hosting;

/// <summary>A server in this process, whose port can be closed and opened.</summary>
internal sealed class TestServer(Node node, GrpcServer first) : IAsyncDisposable
{
    private readonly int port = first.EndPoint.Port;
    private GrpcServer gate = first;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public string Target => $"127.0.0.1:{port}";

    public static async Task<TestServer> StartAsync()
    {
        var node = await Node.StartAsync(new MemoryStore(), cancellationToken: Token);
        return new(node, await OpenAsync(node, 0));
    }

    public ValueTask CloseAsync() => gate.DisposeAsync();

    public async Task OpenAsync() => gate = await OpenAsync(node, port);

    public async ValueTask DisposeAsync()
    {
        await gate.DisposeAsync();
        await node.DisposeAsync();
    }

    private static Task<GrpcServer> OpenAsync(Node node, int port) =>
        GrpcServer.StartAsync(node.Service, node.OperatorService, node.HealthService, new() { Port = port }, Token);
}
