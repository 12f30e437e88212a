using Cairn.Protocol;

namespace Cairn.Client.Metrics;

/// <summary>Measures each call that it passes on.</summary>
/// <param name="inner">Makes the calls.</param>
/// <param name="metrics">Takes the values.</param>
internal sealed class MeasuredInvoker<TService>(IRpcInvoker<TService> inner, RpcMetrics metrics)
    : IRpcInvoker<TService>
{
    Task<TResponse> IRpcInvoker<TService>.InvokeAsync<TRequest, TResponse>(
        RpcMethod<TService, TRequest, TResponse> method, TRequest request, RpcContext context)
    {
        var kind = RpcKind.Of(method, request);
        var begun = metrics.Now;
        metrics.Began(kind);
        return AwaitAsync(inner.InvokeAsync(method, request, context), kind, begun);
    }

    private async Task<TResponse> AwaitAsync<TResponse>(Task<TResponse> call, RpcKind kind, long begun)
    {
        try
        {
            var response = await call.ConfigureAwait(false);
            metrics.Ended(kind, begun, null);
            return response;
        }
        catch (Exception e)
        {
            metrics.Ended(kind, begun, e);
            throw;
        }
    }
}
