using Cairn.Api.WorkflowService.V1;
using Cairn.Client;
using Cairn.Exceptions;
using Cairn.Protocol;
using Microsoft.AspNetCore.Http;

namespace Cairn.Tests.Sdk.Network.Transport;

/// <summary>A connection to a peer that does what the test says.</summary>
public abstract class PeerTest : IAsyncLifetime
{
    private Peer peer = null!;

    protected CairnConnection Connection { get; private set; } = null!;

    protected RequestDelegate Answer { get; set; } = http => Peer.AnswerAsync(http, new GetSystemInfoResponse());

    public async ValueTask InitializeAsync()
    {
        peer = await Peer.StartAsync(http => Answer(http));
        Connection = Connect();
    }

    public async ValueTask DisposeAsync()
    {
        Connection.Dispose();
        await peer.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected CairnConnection Connect(Action<CairnConnectionOptions>? configure = null)
    {
        var options = new CairnConnectionOptions(peer.Target);
        configure?.Invoke(options);
        return CairnConnection.CreateLazy(options);
    }

    protected Task<GetSystemInfoResponse> CallAsync(RpcContext context = default) =>
        ((IWorkflowService)Connection.WorkflowService).GetSystemInfoAsync(new(), context);

    protected async Task<(RpcException.StatusCode Code, string Message)> RefusalAsync(RpcContext context = default)
    {
        var refusal = await Assert.ThrowsAsync<RpcException>(() => CallAsync(context));
        return (refusal.Code, refusal.Message);
    }

    /// <summary>The headers of a call.</summary>
    protected async Task<IHeaderDictionary> HeadersAsync(Func<Task> call)
    {
        IHeaderDictionary? seen = null;
        Answer = http =>
        {
            seen = http.Request.Headers;
            return Peer.AnswerAsync(http, new GetSystemInfoResponse());
        };
        await call();
        return seen!;
    }
}
