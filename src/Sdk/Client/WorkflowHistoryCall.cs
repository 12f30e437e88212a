using System.Runtime.CompilerServices;
using Cairn.Api.History.V1;

namespace Cairn.Client;

/// <summary>Reads a history page by page.</summary>
internal static class WorkflowHistoryCall
{
    public static async IAsyncEnumerable<HistoryEvent> InvokeAsync(
        ICairnClient client,
        string id,
        string? runId,
        WorkflowHistoryEventFetchOptions options,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var rpc = RpcOptions.With(options.Rpc, cancellationToken);
        byte[]? token = null;
        do
        {
            // The server returns a token without events when no event came in time: the page is requested again.
            var page = await client.OutboundInterceptor.FetchWorkflowHistoryEventPageAsync(new(
                id, runId, null, token, options.WaitNewEvent, options.EventFilterType, options.SkipArchival, rpc))
                    .ConfigureAwait(false);
            foreach (var historyEvent in page.Events)
            {
                yield return historyEvent;
            }

            token = page.NextPageToken;
        }
        while (token is not null);
    }
}
