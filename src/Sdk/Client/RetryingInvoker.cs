using Cairn.Exceptions;
using Cairn.Protocol;
using Google.Protobuf;

namespace Cairn.Client;

/// <summary>
/// Repeats a call that failed for a temporary reason. It sends the same request again, whose request id makes it one
/// start or one signal, however often it arrives. It does not repeat polls for tasks: poll loops have their own pauses.
/// </summary>
internal sealed class RetryingInvoker<TService>(TService inner, RpcRetryOptions options, TimeProvider time)
    : IRpcInvoker<TService>
{
    Task<TResponse> IRpcInvoker<TService>.InvokeAsync<TRequest, TResponse>(
        RpcMethod<TService, TRequest, TResponse> method, TRequest request, RpcContext context)
    {
        var first = method.InvokeAsync(inner, request, context);
        return method.IsTaskPoll || first.IsCompletedSuccessfully
            ? first
            : AwaitAsync(first, method, request, context);
    }

    private async Task<TResponse> AwaitAsync<TRequest, TResponse>(
        Task<TResponse> pending, RpcMethod<TService, TRequest, TResponse> method, TRequest request, RpcContext context)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse>, new()
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
            pending = method.InvokeAsync(inner, request, context);
        }
    }
}
