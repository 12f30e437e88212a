using Cairn.Protocol;
using Cairn.Protocol.Grpc;
using Google.Protobuf;

namespace Cairn.Client;

/// <summary>
/// Calls a service in this process as if it were far away: not on the caller's context, and with the size limit that
/// servers have, so that what works here works over the network.
/// </summary>
internal sealed class InProcessInvoker<TService>(TService service) : IRpcInvoker<TService>
{
    private readonly IRpcInvoker<TService>? check =
        HandoverCheck<TService>.IsOn ? new HandoverCheck<TService>(service) : null;

    Task<TResponse> IRpcInvoker<TService>.InvokeAsync<TRequest, TResponse>(
        RpcMethod<TService, TRequest, TResponse> method, TRequest request, RpcContext context)
    {
        // A request that is missing is the service's to refuse.
        if (request?.CalculateSize() is > MessageFrame.MaxRequestBytes and var bytes)
        {
            return Task.FromException<TResponse>(MessageFrame.TooLarge(bytes, MessageFrame.MaxRequestBytes));
        }

        return CallerContext.IsSet
            ? OnThreadPoolAsync(method, request!, context)
            : CallAsync(method, request!, context);
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
