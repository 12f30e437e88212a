using Cairn.Exceptions;
using Cairn.Protocol;
using Cairn.Storage;

namespace Cairn.Runtime;

/// <summary>Answers requests of all services.</summary>
internal static class Answers
{
    /// <summary>Answers a request. Every error leaves as an exception with its own status code.</summary>
    public static Task<TResponse> AnswerAsync<TRequest, TResponse>(
        Node node, TRequest request, RpcContext context, Func<Node, TRequest, Task<TResponse>> handle)
        where TRequest : class =>
        AnswerAsync(node, request, context, (at, asked, _) => handle(at, asked));

    /// <summary>Answers a request; the handler may read the caller's deadline, headers or cancellation token.</summary>
    public static async Task<TResponse> AnswerAsync<TRequest, TResponse>(
        Node node, TRequest request, RpcContext context, Func<Node, TRequest, RpcContext, Task<TResponse>> handle)
        where TRequest : class
    {
        if (request is null)
        {
            throw Refused.Invalid("Request is nil.");
        }

        try
        {
            return await handle(node, request, context);
        }
        catch (StoreException failed)
        {
            throw Refused.ByStore(failed);
        }
        catch (Exception caught) when (caught is not (RpcException or OperationCanceledException))
        {
            throw node.Errors.Report(request.GetType().Name, caught);
        }
    }
}
