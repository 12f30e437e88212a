using Cairn.Exceptions;
using Cairn.Protocol;
using Google.Protobuf;

namespace Cairn.Client;

/// <summary>
/// A service in this process, called as if it were far away: not on the caller's context, and with the size limit that
/// servers have, so that what works here works over the network.
/// </summary>
internal sealed class InProcessWorkflowService(IWorkflowService inner, InProcessLifetime lifetime)
    : WorkflowServiceProxy
{
    // What gRPC servers take unless they are told otherwise.
    private const int MaxRequestBytes = 4 << 20;

    protected override Task<TResponse> InvokeAsync<TRequest, TResponse>(
        Func<IWorkflowService, TRequest, RpcContext, Task<TResponse>> call,
        TRequest request,
        RpcContext context,
        string member = "")
    {
        if (request is IMessage message && message.CalculateSize() is > MaxRequestBytes and var bytes)
        {
            return Task.FromException<TResponse>(new RpcException(
                RpcException.StatusCode.ResourceExhausted,
                $"grpc: received message larger than max ({bytes} vs. {MaxRequestBytes})"));
        }

        return lifetime.CallAsync(() => call(inner, request, context));
    }
}
