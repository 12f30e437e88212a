using System.Runtime.CompilerServices;
using Cairn.Api.WorkflowService.V1;
using Cairn.Client.Interceptors;

namespace Cairn.Client.Schedules;

/// <summary>Lists schedules. Each page is read when it is needed.</summary>
internal static class ListSchedulesCall
{
    public static async IAsyncEnumerable<ScheduleListDescription> InvokeAsync(
        ICairnClient client,
        ListSchedulesInput input,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var rpc = RpcOptions.With(input.Options?.Rpc, cancellationToken);
        var request = new ListSchedulesRequest
        {
            Namespace = client.Options.Namespace,
            Query = input.Options?.Query ?? string.Empty,
        };
        do
        {
            var page = await client.ServiceFor(rpc).ListSchedulesAsync(request, RpcOptions.Context(rpc))
                .ConfigureAwait(false);
            foreach (var entry in page.Schedules)
            {
                yield return new(entry, client.Options.DataConverter);
            }

            request = request.Clone();
            request.NextPageToken = page.NextPageToken;
        }
        while (!request.NextPageToken.IsEmpty);
    }
}
