using Cairn.Protocol;
using Cairn.Protocol.Grpc;
using Google.Protobuf;

namespace Cairn.Client;

/// <summary>
/// Calls a service in this process with the rules of a network call: not on the caller's context, with the servers'
/// size limit and with texts as the wire carries them, so that code which works here works over the network.
/// </summary>
internal sealed class InProcessInvoker<TService>(TService service, InProcessLifetime lifetime)
    : IRpcInvoker<TService>
{
    private readonly IRpcInvoker<TService>? check =
        HandoverCheck<TService>.IsOn ? new HandoverCheck<TService>(service) : null;

    Task<TResponse> IRpcInvoker<TService>.InvokeAsync<TRequest, TResponse>(
        RpcMethod<TService, TRequest, TResponse> method, TRequest request, RpcContext context)
    {
        if (context.CancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<TResponse>(context.CancellationToken);
        }

        if (lifetime.IsOver)
        {
            return Task.FromException<TResponse>(InProcessLifetime.Ended());
        }

        // The service rejects a request that is missing.
        if (request is not null)
        {
            var bytes = request.CalculateSize();
            if (bytes > MessageFrame.MaxRequestBytes)
            {
                return Task.FromException<TResponse>(MessageFrame.TooLarge(bytes, MessageFrame.MaxRequestBytes));
            }

            request = (TRequest)WireText.Of(request, bytes);
        }

        return lifetime.WatchAsync(CallerContext.IsSet
            ? OnThreadPoolAsync(method, request!, context)
            : CallAsync(method, request!, context));
    }

    private Task<TResponse> OnThreadPoolAsync<TRequest, TResponse>(
        RpcMethod<TService, TRequest, TResponse> method, TRequest request, RpcContext context)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse>, new() =>
        Task.Run(() => CallAsync(method, request, context));

    private Task<TResponse> CallAsync<TRequest, TResponse>(
        RpcMethod<TService, TRequest, TResponse> method, TRequest request, RpcContext context)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse>, new() =>
        check is null ? method.InvokeAsync(service, request, context) : check.InvokeAsync(method, request, context);
}
