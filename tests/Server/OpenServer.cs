using Cairn.Api.WorkflowService.V1;
using Cairn.Protocol;
using Cairn.Runtime;
using Cairn.Server;
using Cairn.Server.Access;
using Cairn.Storage;

namespace Cairn.Tests.Server;

/// <summary>A server on a free port, and a client before it.</summary>
internal sealed class OpenServer : IAsyncDisposable
{
    private readonly GrpcServer server;
    private readonly Node? node;

    private OpenServer(GrpcServer server, Node? node)
    {
        this.server = server;
        this.node = node;
        Client = new RawClient(server.EndPoint);
    }

    public RawClient Client { get; }

    public Node Node => node!;

    public int Port => server.EndPoint.Port;

    /// <summary>Before an engine in memory.</summary>
    public static Task<OpenServer> OfEngineAsync() => OfStoreAsync(new MemoryStore());

    /// <summary>Before an engine on a store, which the caller closes.</summary>
    public static async Task<OpenServer> OfStoreAsync(IStore store)
    {
        var node = await Node.StartAsync(store);
        var server = await GrpcServer.StartAsync(
            node.Service, node.OperatorService, node.HealthService, new GrpcServerOptions { Port = 0 });
        return new OpenServer(server, node);
    }

    /// <summary>Before an engine in memory, for callers who are known.</summary>
    public static async Task<OpenServer> OfGuardedEngineAsync(JwtOptions? jwt = null, string? auditFile = null)
    {
        var node = await Node.StartAsync(new MemoryStore());
        var options = new GrpcServerOptions
        {
            Port = 0,
            Access = new()
            {
                Keys = node.ApiKeys, Service = node.AccessService, Jwt = jwt, AuditFile = auditFile,
            },
        };
        var server = await GrpcServer.StartAsync(node.Service, node.OperatorService, node.HealthService, options);
        return new OpenServer(server, node);
    }

    /// <summary>Before a service whose GetSystemInfo does what a test says.</summary>
    public static async Task<OpenServer> OfAsync(Func<RpcContext, Task<GetSystemInfoResponse>> answer)
    {
        var service = ScriptedService.Answering(answer);
        var options = new GrpcServerOptions { Port = 0 };
        var server = await GrpcServer.StartAsync(
            service, ScriptedService.Silent, ScriptedService.Healthy, options);
        return new(server, null);
    }

    /// <summary>Closes the server alone.</summary>
    public ValueTask CloseAsync() => server.DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        Client.Dispose();
        if (node is not null)
        {
            await node.DisposeAsync();
        }
    }
}
