using Google.Protobuf;

namespace Cairn.Protocol;

/// <summary>
/// Makes any call of a service: over the network, with retries, with checks. A proxy turns it into
/// <typeparamref name="TService"/>; see <see cref="WorkflowServiceProxy"/>.
/// </summary>
/// <typeparam name="TService">The interface of the service.</typeparam>
public interface IRpcInvoker<TService>
{
    /// <summary>Makes a call, under the rules of <see cref="IWorkflowService"/>.</summary>
    Task<TResponse> InvokeAsync<TRequest, TResponse>(
        RpcMethod<TService, TRequest, TResponse> method, TRequest request, RpcContext context)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse>, new();
}
