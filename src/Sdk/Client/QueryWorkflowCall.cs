using Cairn.Api.Enums.V1;
using Cairn.Api.ErrorDetails.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Exceptions;

namespace Cairn.Client;

/// <summary>Asks workflow code a question.</summary>
internal static class QueryWorkflowCall
{
    public static async Task<TResult> InvokeAsync<TResult>(
        WorkflowHandle handle, string query, IReadOnlyCollection<object?> args, WorkflowQueryOptions? options)
    {
        ArgumentException.ThrowIfNullOrEmpty(query);
        ArgumentNullException.ThrowIfNull(args);
        var client = handle.Client;
        var request = new QueryWorkflowRequest
        {
            Namespace = client.Options.Namespace,
            Execution = handle.Execution(handle.RunId),
            Query = new()
            {
                QueryType = query,
                QueryArgs = await ValuePayloads.ToPayloadsAsync(client.Options.DataConverter, args),
            },
            QueryRejectCondition = options?.RejectCondition ?? client.Options.QueryRejectCondition
                ?? QueryRejectCondition.Unspecified,
        };
        QueryWorkflowResponse response;
        try
        {
            response = await client.ServiceFor(options?.Rpc).QueryWorkflowAsync(
                request, RpcOptions.Context(options?.Rpc, ClientServices.WorkerTimeout));
        }
        catch (RpcException e) when (e.Detail is QueryFailedFailure)
        {
            throw new WorkflowQueryFailedException(e.Message);
        }

        return response.QueryRejected is { } rejected
            ? throw new WorkflowQueryRejectedException(rejected.Status)
            : await ValuePayloads.SingleAsync<TResult>(client.Options.DataConverter, response.QueryResult);
    }
}
