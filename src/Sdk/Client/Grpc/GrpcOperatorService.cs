using Cairn.Protocol;

namespace Cairn.Client.Grpc;

/// <summary>What operators call on a server far away.</summary>
internal sealed class GrpcOperatorService(GrpcChannel channel) : OperatorServiceProxy
{
    private static readonly GrpcPaths Paths =
        GrpcPaths.Of(Api.OperatorService.V1.ServiceReflection.Descriptor.Services.Single());

    protected override Task<TResponse> InvokeAsync<TRequest, TResponse>(
        Func<IOperatorService, TRequest, RpcContext, Task<TResponse>> call,
        TRequest request,
        RpcContext context,
        string member = "") => channel.CallAsync<TRequest, TResponse>(Paths[member], request, context);
}
