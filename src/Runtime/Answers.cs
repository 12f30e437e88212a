using Cairn.Exceptions;
using Cairn.Protocol;
using Cairn.Storage;

namespace Cairn.Runtime;

/// <summary>What the answers of all services have in common.</summary>
internal static class Answers
{
    /// <summary>Answers a request. Whatever goes wrong leaves as a status of its own.</summary>
    public static Task<TResponse> AnswerAsync<TRequest, TResponse>(
        Node node, TRequest request, RpcContext context, Func<Node, TRequest, Task<TResponse>> handle)
        where TRequest : class =>
        AnswerAsync(node, request, context, (at, asked, _) => handle(at, asked));

    /// <summary>Answers a request by a handler that looks at the caller's deadline, headers or token.</summary>
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
