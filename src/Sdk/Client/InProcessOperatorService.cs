using Cairn.Protocol;

namespace Cairn.Client;

/// <summary>An operator service in this process, called not on the caller's context.</summary>
internal sealed class InProcessOperatorService(IOperatorService inner, InProcessLifetime lifetime)
    : OperatorServiceProxy
{
    protected override Task<TResponse> InvokeAsync<TRequest, TResponse>(
        Func<IOperatorService, TRequest, RpcContext, Task<TResponse>> call,
        TRequest request,
        RpcContext context,
        string member = "") =>
        lifetime.CallAsync(() => call(inner, request, context));
}
