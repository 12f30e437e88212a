using Cairn.Exceptions;
using Cairn.Storage;

namespace Cairn.Runtime;

/// <summary>What the answers of all services have in common.</summary>
internal static class Answers
{
    /// <summary>Answers a request. Whatever goes wrong leaves as a status of its own.</summary>
    public static async Task<T> AnswerAsync<T>(Node node, object? request, Func<Task<T>> handle)
    {
        if (request is null)
        {
            throw Refused.Invalid("Request is nil.");
        }

        try
        {
            return await handle();
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
