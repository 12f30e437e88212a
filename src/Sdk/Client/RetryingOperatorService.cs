using Cairn.Protocol;

namespace Cairn.Client;

/// <summary>The calls of operators with retries.</summary>
internal sealed class RetryingOperatorService(IOperatorService inner, RpcRetry retry) : OperatorServiceProxy
{
    protected override Task<TResponse> InvokeAsync<TRequest, TResponse>(
        Func<IOperatorService, TRequest, RpcContext, Task<TResponse>> call,
        TRequest request,
        RpcContext context,
        string member = "") => retry.CallAsync(inner, call, request, context);
}
