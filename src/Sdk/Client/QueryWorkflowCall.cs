using Cairn.Api.Enums.V1;
using Cairn.Api.ErrorDetails.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Client.Interceptors;
using Cairn.Common;
using Cairn.Converters;
using Cairn.Exceptions;

namespace Cairn.Client;

/// <summary>Queries a workflow.</summary>
internal static class QueryWorkflowCall
{
    public static async Task<TResult> InvokeAsync<TResult>(
        ICairnClient client, QueryWorkflowInput input)
    {
        ArgumentException.ThrowIfNullOrEmpty(input.Query);
        ArgumentNullException.ThrowIfNull(input.Args);
        RecordedText.RequireWhole(input.Id, "The id of a workflow");
        RecordedText.RequireWhole(input.Query, "The name of a query");
        var values = client.ValuesOf(input.Id);
        var request = new QueryWorkflowRequest
        {
            Namespace = client.Options.Namespace,
            Execution = ClientServices.Execution(input.Id, input.RunId),
            Query = new()
            {
                QueryType = input.Query,
                QueryArgs = await values.ToPayloadsAsync(input.Args, CallName.Query(input.Query))
                    .ConfigureAwait(false),
                Header = await values.ToHeaderAsync(input.Headers).ConfigureAwait(false),
            },
            QueryRejectCondition = OptionValues.Known(
                input.Options?.RejectCondition ?? client.Options.QueryRejectCondition
                    ?? QueryRejectCondition.Unspecified,
                nameof(WorkflowQueryOptions.RejectCondition)),
        };
        QueryWorkflowResponse response;
        try
        {
            response = await client.ServiceFor(input.Options?.Rpc).QueryWorkflowAsync(
                request, RpcOptions.Context(input.Options?.Rpc, ClientServices.WorkerTimeout)).ConfigureAwait(false);
        }
        catch (RpcException e) when (e.Detail is QueryFailedFailure failed)
        {
            var cause = failed.Failure is { } failure
                ? await values.Converter.ToExceptionAsync(failure).ConfigureAwait(false)
                : null;
            throw new WorkflowQueryFailedException(e.Message, cause);
        }

        return response.QueryRejected is { } rejected
            ? throw new WorkflowQueryRejectedException(rejected.Status)
            : await values.SingleAsync<TResult>(response.QueryResult, "The answer to query", input.Query)
                .ConfigureAwait(false);
    }
}
