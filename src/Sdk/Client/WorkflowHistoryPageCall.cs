using Cairn.Client.Interceptors;
using Cairn.Common;
using Google.Protobuf;

namespace Cairn.Client;

/// <summary>Reads a page of a history.</summary>
internal static class WorkflowHistoryPageCall
{
    public static async Task<WorkflowHistoryEventPage> InvokeAsync(
        ICairnClient client, FetchWorkflowHistoryEventPageInput input)
    {
        var page = await client.ServiceFor(input.Rpc).GetWorkflowExecutionHistoryAsync(
            new()
            {
                Namespace = client.Options.Namespace,
                Execution = ClientServices.Execution(input.Id, input.RunId),
                MaximumPageSize = input.PageSize ?? 0,
                NextPageToken = input.NextPageToken is { } token ? ByteString.CopyFrom(token) : ByteString.Empty,
                WaitNewEvent = input.WaitNewEvent,
                HistoryEventFilterType = OptionValues.Known(input.EventFilterType),
                SkipArchival = input.SkipArchival,
            },
            RpcOptions.Context(input.Rpc, input.WaitNewEvent ? ClientServices.LongPollTimeout : null))
                .ConfigureAwait(false);
        return new(
            (IReadOnlyCollection<Api.History.V1.HistoryEvent>?)page.History?.Events ?? [],
            page.NextPageToken.IsEmpty ? null : page.NextPageToken.ToByteArray());
    }
}
