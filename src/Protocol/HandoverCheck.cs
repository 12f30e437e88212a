using Google.Protobuf;

namespace Cairn.Protocol;

/// <summary>
/// Checks in debug builds that a message is not changed after it was handed over, as <see cref="IWorkflowService"/>
/// requires: a request when its call ends, and every message again whenever a later call begins or ends.
/// </summary>
/// <param name="service">Answers the calls.</param>
internal sealed class HandoverCheck<TService>(TService service) : IRpcInvoker<TService>
{
    // The newest messages are checked again. Large ones are not kept: the checks would take longer than the calls.
    private const int KeptMessages = 16;
    private const int KeptBytes = 64 << 10;

    private readonly Queue<HandedOverMessage> kept = new();

    /// <summary>Whether this build checks.</summary>
    public static bool IsOn =>
#if DEBUG
        true;
#else
        false;
#endif

    /// <exception cref="InvalidOperationException">A message was changed that had been handed over.</exception>
    async Task<TResponse> IRpcInvoker<TService>.InvokeAsync<TRequest, TResponse>(
        RpcMethod<TService, TRequest, TResponse> method, TRequest request, RpcContext context)
    {
        CheckKept();
        if (request is null)
        {
            return await method.InvokeAsync(service, null!, context).ConfigureAwait(false); // The service refuses it.
        }

        var asked = Keep(new($"The request of {method.Name}", request));
        var response = await method.InvokeAsync(service, request, context).ConfigureAwait(false);
        asked.ThrowIfChanged();
        CheckKept();
        Keep(new($"The response of {method.Name}", response));
        return response;
    }

    private HandedOverMessage Keep(HandedOverMessage message)
    {
        if (message.Bytes <= KeptBytes)
        {
            lock (kept)
            {
                kept.Enqueue(message);
                if (kept.Count > KeptMessages)
                {
                    kept.Dequeue();
                }
            }
        }

        return message;
    }

    private void CheckKept()
    {
        HandedOverMessage[] all;
        lock (kept)
        {
            all = [.. kept];
        }

        foreach (var message in all)
        {
            message.ThrowIfChanged();
        }
    }
}
