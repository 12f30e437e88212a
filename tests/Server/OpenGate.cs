using Cairn.Api.WorkflowService.V1;
using Cairn.Protocol;
using Cairn.Runtime;
using Cairn.Server;
using Cairn.Storage;

namespace Cairn.Tests.Server;

/// <summary>A gate on a free port, and a client before it.</summary>
internal sealed class OpenGate : IAsyncDisposable
{
    private readonly Gate gate;
    private readonly Node? node;

    private OpenGate(Gate gate, Node? node)
    {
        this.gate = gate;
        this.node = node;
        Client = new RawClient(gate.EndPoint);
    }

    public RawClient Client { get; }

    public int Port => gate.EndPoint.Port;

    /// <summary>Before an engine in memory.</summary>
    public static async Task<OpenGate> OfEngineAsync()
    {
        var node = await Node.StartAsync(new MemoryStore());
        var gate = await Gate.StartAsync(
            node.Service, node.OperatorService, node.HealthService, new GateOptions { Port = 0 });
        return new OpenGate(gate, node);
    }

    /// <summary>Before a service whose GetSystemInfo does what a test says.</summary>
    public static async Task<OpenGate> OfAsync(Func<RpcContext, Task<GetSystemInfoResponse>> answer)
    {
        var service = ScriptedService.Answering(answer);
        var options = new GateOptions { Port = 0 };
        return new(await Gate.StartAsync(service, ScriptedService.Silent, ScriptedService.Healthy, options), null);
    }

    /// <summary>Closes the gate alone.</summary>
    public ValueTask CloseAsync() => gate.DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        await gate.DisposeAsync();
        Client.Dispose();
        if (node is not null)
        {
            await node.DisposeAsync();
        }
    }
}
