using Cairn.Protocol;

namespace Cairn.Client.Grpc;

/// <summary>Calls a service over the network.</summary>
internal sealed class GrpcInvoker<TService>(GrpcChannel channel) : IRpcInvoker<TService>
{
    Task<TResponse> IRpcInvoker<TService>.InvokeAsync<TRequest, TResponse>(
        RpcMethod<TService, TRequest, TResponse> method, TRequest request, RpcContext context) =>
        channel.CallAsync<TRequest, TResponse>(method.Path, request, context);
}
