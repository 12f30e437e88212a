using Cairn.Client.Interceptors;
using Cairn.Common;
using Google.Protobuf;
using static Cairn.Client.AsyncActivityHandle;

namespace Cairn.Client;

/// <summary>Reports from outside its worker that an activity was cancelled.</summary>
internal static class ReportCancellationAsyncActivityCall
{
    public static async Task InvokeAsync(ICairnClient client, ReportCancellationAsyncActivityInput input)
    {
        var details = await client.ValuesOf(input.DataConverterOverride)
            .ToPayloadsAsync(input.Options?.Details, CallName.Details).ConfigureAwait(false);
        var service = client.ServiceFor(input.Options?.Rpc);
        var context = RpcOptions.Context(input.Options?.Rpc);
        if (input.Activity is IdReference ids)
        {
            await service.RespondActivityTaskCanceledByIdAsync(
                new()
                {
                    Namespace = client.Options.Namespace,
                    WorkflowId = ids.WorkflowId,
                    RunId = ids.RunId ?? string.Empty,
                    ActivityId = ids.ActivityId,
                    Details = details,
                    Identity = client.Connection.Options.Identity,
                },
                context).ConfigureAwait(false);
            return;
        }

        await service.RespondActivityTaskCanceledAsync(
            new()
            {
                Namespace = client.Options.Namespace,
                TaskToken = ByteString.CopyFrom(((TaskTokenReference)input.Activity).TaskToken),
                Details = details,
                Identity = client.Connection.Options.Identity,
            },
            context).ConfigureAwait(false);
    }
}
