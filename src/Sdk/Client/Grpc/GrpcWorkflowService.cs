using Cairn.Protocol;

namespace Cairn.Client.Grpc;

/// <summary>The service of a server far away.</summary>
internal sealed class GrpcWorkflowService(GrpcChannel channel) : WorkflowServiceProxy
{
    private static readonly GrpcPaths Paths =
        GrpcPaths.Of(Api.WorkflowService.V1.ServiceReflection.Descriptor.Services.Single());

    protected override Task<TResponse> InvokeAsync<TRequest, TResponse>(
        Func<IWorkflowService, TRequest, RpcContext, Task<TResponse>> call,
        TRequest request,
        RpcContext context,
        string member = "") => channel.CallAsync<TRequest, TResponse>(Paths[member], request, context);
}
