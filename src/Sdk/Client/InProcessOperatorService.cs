using Cairn.Protocol;

namespace Cairn.Client;

/// <summary>An operator service in this process, called not on the caller's context.</summary>
internal sealed class InProcessOperatorService(IOperatorService inner) : OperatorServiceProxy
{
    protected override Task<TResponse> InvokeAsync<TRequest, TResponse>(
        Func<IOperatorService, TRequest, RpcContext, Task<TResponse>> call,
        TRequest request,
        RpcContext context,
        string member = "") =>
        CallerContext.IsSet ? Task.Run(() => call(inner, request, context)) : call(inner, request, context);
}
