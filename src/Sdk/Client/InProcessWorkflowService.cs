using Cairn.Exceptions;
using Cairn.Protocol;
using Google.Protobuf;

namespace Cairn.Client;

/// <summary>
/// A service in this process, called as if it were far away: not on the caller's context, with the size limit that
/// servers have and with texts as the wire brings them, so that what works here works over the network.
/// </summary>
internal sealed class InProcessWorkflowService(IWorkflowService inner) : WorkflowServiceProxy
{
    // What gRPC servers take unless they are told otherwise.
    private const int MaxRequestBytes = 4 << 20;

    protected override Task<TResponse> InvokeAsync<TRequest, TResponse>(
        Func<IWorkflowService, TRequest, RpcContext, Task<TResponse>> call,
        TRequest request,
        RpcContext context,
        string member = "")
    {
        if (context.CancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<TResponse>(context.CancellationToken);
        }

        if (request is IMessage message)
        {
            var bytes = message.CalculateSize();
            if (bytes > MaxRequestBytes)
            {
                return Task.FromException<TResponse>(new RpcException(
                    RpcException.StatusCode.ResourceExhausted,
                    $"grpc: received message larger than max ({bytes} vs. {MaxRequestBytes})"));
            }

            request = (TRequest)WireText.Of(message, bytes);
        }

        return CallerContext.IsSet ? Task.Run(() => call(inner, request, context)) : call(inner, request, context);
    }
}
