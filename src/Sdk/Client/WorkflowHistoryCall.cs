using System.Runtime.CompilerServices;
using Cairn.Api.History.V1;
using Cairn.Api.WorkflowService.V1;

namespace Cairn.Client;

/// <summary>Reads a history page by page.</summary>
internal static class WorkflowHistoryCall
{
    public static async IAsyncEnumerable<HistoryEvent> InvokeAsync(
        WorkflowHandle handle,
        string? runId,
        WorkflowHistoryEventFetchOptions options,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var client = handle.Client;
        var service = client.ServiceFor(options.Rpc);
        var context = RpcOptions.Context(options.Rpc, options.WaitNewEvent ? ClientServices.LongPollTimeout : null);
        if (cancellationToken.CanBeCanceled)
        {
            context = context with { CancellationToken = cancellationToken };
        }

        var request = new GetWorkflowExecutionHistoryRequest
        {
            Namespace = client.Options.Namespace,
            Execution = handle.Execution(runId),
            WaitNewEvent = options.WaitNewEvent,
            HistoryEventFilterType = options.EventFilterType,
        };
        do
        {
            // A page without events but with a token means that the server waited in vain: it is asked again.
            var page = await service.GetWorkflowExecutionHistoryAsync(request, context);
            foreach (var historyEvent in page.History?.Events ?? [])
            {
                yield return historyEvent;
            }

            request = request.Clone();
            request.NextPageToken = page.NextPageToken;
        }
        while (!request.NextPageToken.IsEmpty);
    }
}
