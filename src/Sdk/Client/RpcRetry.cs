using Cairn.Exceptions;
using Cairn.Protocol;

namespace Cairn.Client;

/// <summary>Tries a call again that failed for a passing reason. The request goes out again as it is, so its request id
/// makes it one start or one signal, however often it arrives.</summary>
internal sealed class RpcRetry(RpcRetryOptions options, TimeProvider time)
{
    public Task<TResponse> CallAsync<TService, TRequest, TResponse>(
        TService service,
        Func<TService, TRequest, RpcContext, Task<TResponse>> call,
        TRequest request,
        RpcContext context)
    {
        var first = call(service, request, context);
        return first.IsCompletedSuccessfully ? first : AwaitAsync(first, service, call, request, context);
    }

    private async Task<TResponse> AwaitAsync<TService, TRequest, TResponse>(
        Task<TResponse> pending,
        TService service,
        Func<TService, TRequest, RpcContext, Task<TResponse>> call,
        TRequest request,
        RpcContext context)
    {
        RpcBackoff? backoff = null;
        while (true)
        {
            TimeSpan wait;
            try
            {
                return await pending.ConfigureAwait(false);
            }
            catch (RpcException e)
            {
                backoff ??= new(options, time);
                if (backoff.Next(e) is not { } next)
                {
                    throw;
                }

                wait = next;
            }

            await Task.Delay(wait, time, context.CancellationToken).ConfigureAwait(false);
            pending = call(service, request, context);
        }
    }
}
