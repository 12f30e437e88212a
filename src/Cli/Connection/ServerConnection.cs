using Cairn.Client;
using Cairn.Exceptions;
using Cairn.Protocol;

namespace Cairn.Cli.Connection;

/// <summary>The server of a command, and how its calls are made.</summary>
internal sealed class ServerConnection : IDisposable
{
    private readonly RemoteCodec? codec;
    private readonly FirstCall first;

    /// <param name="client">The client.</param>
    /// <param name="wait">How long to wait for a server.</param>
    /// <param name="codec">Encodes and decodes payloads.</param>
    /// <param name="log">Where calls are logged.</param>
    public ServerConnection(CairnClient client, TimeSpan wait, RemoteCodec? codec, CallLog log)
    {
        (Client, this.codec) = (client, codec);
        first = new(client.Connection, wait);
        WorkflowService = new WorkflowServiceProxy(
            new CommandInvoker<IWorkflowService>(client.WorkflowService, first, codec, log));
        OperatorService = new OperatorServiceProxy(
            new CommandInvoker<IOperatorService>(client.OperatorService, first, codec, log));
        var access = ((CairnConnection)client.Connection).CallsOf<IAccessService>(
            invoker => new AccessServiceProxy(invoker));
        AccessService = new AccessServiceProxy(new CommandInvoker<IAccessService>(access, first, codec: null, log));
    }

    /// <summary>The client.</summary>
    public CairnClient Client { get; }

    /// <summary>The calls of clients and workers.</summary>
    public IWorkflowService WorkflowService { get; }

    /// <summary>The calls of operators.</summary>
    public IOperatorService OperatorService { get; }

    /// <summary>The calls of administrators.</summary>
    public IAccessService AccessService { get; }

    /// <summary>Why the server could not be reached, when that was last tried.</summary>
    public RpcException? Trouble => first.Trouble;

    public void Dispose()
    {
        codec?.Dispose();
        ((CairnConnection)Client.Connection).Dispose();
    }
}
