using Cairn.Client.Interceptors;
using Cairn.Common;
using Google.Protobuf;
using System.Runtime.CompilerServices;

namespace Cairn.Client;

/// <summary>Lists workflows.</summary>
internal static class ListWorkflowsCall
{
    /// <summary>Lists one page.</summary>
    public static async Task<WorkflowListPage> InvokeAsync(ICairnClient client, ListWorkflowsPaginatedInput input)
    {
        var page = await client.ServiceFor(input.Options?.Rpc).ListWorkflowExecutionsAsync(
            new()
            {
                Namespace = client.Options.Namespace,
                Query = input.Query,
                PageSize = OptionValues.AtLeast(0, input.Options?.PageSize ?? 0, nameof(input.Options.PageSize)),
                NextPageToken = input.NextPageToken is { } token ? ByteString.CopyFrom(token) : ByteString.Empty,
            },
            RpcOptions.Context(input.Options?.Rpc)).ConfigureAwait(false);
        return new(
            [.. page.Executions.Select(info => new WorkflowExecution(
                info, client.Options.DataConverter, client.Options.Namespace))],
            page.NextPageToken.IsEmpty ? null : page.NextPageToken.ToByteArray());
    }

    /// <summary>Lists all pages. Each is read when it is needed.</summary>
    public static async IAsyncEnumerable<WorkflowExecution> InvokeAsync(
        ICairnClient client,
        ListWorkflowsInput input,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        OptionValues.AtLeast(0, input.Options?.Limit ?? 0, nameof(input.Options.Limit));
        var left = input.Options is { Limit: > 0 and var limit } ? limit : int.MaxValue;
        var options = new WorkflowListPaginatedOptions { Rpc = RpcOptions.With(input.Options?.Rpc, cancellationToken) };
        byte[]? token = null;
        do
        {
            var page = await client.OutboundInterceptor.ListWorkflowsPaginatedAsync(new(input.Query, token, options))
                .ConfigureAwait(false);
            foreach (var workflow in page.Workflows)
            {
                if (left-- == 0)
                {
                    yield break;
                }

                yield return workflow;
            }

            token = page.NextPageToken;
        }
        while (token is not null && left > 0);
    }
}
