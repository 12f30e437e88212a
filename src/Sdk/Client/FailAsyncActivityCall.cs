using Cairn.Client.Interceptors;
using Cairn.Common;
using Cairn.Worker;
using Google.Protobuf;
using static Cairn.Client.AsyncActivityHandle;

namespace Cairn.Client;

/// <summary>Fails an activity from outside its worker.</summary>
internal static class FailAsyncActivityCall
{
    public static async Task InvokeAsync(ICairnClient client, FailAsyncActivityInput input)
    {
        var values = client.ValuesOf(input.DataConverterOverride);
        var failure = await ActivityFailure.OfAsync(input.Exception, values.Converter).ConfigureAwait(false);
        var details = await values
            .ToPayloadsAsync(input.Options?.LastHeartbeatDetails, CallName.Details)
            .ConfigureAwait(false);
        var service = client.ServiceFor(input.Options?.Rpc);
        var context = RpcOptions.Context(input.Options?.Rpc);
        if (input.Activity is IdReference ids)
        {
            await service.RespondActivityTaskFailedByIdAsync(
                new()
                {
                    Namespace = client.Options.Namespace,
                    WorkflowId = ids.WorkflowId,
                    RunId = ids.RunId ?? string.Empty,
                    ActivityId = ids.ActivityId,
                    Failure = failure,
                    LastHeartbeatDetails = details,
                    Identity = client.Connection.Options.Identity,
                },
                context).ConfigureAwait(false);
            return;
        }

        await service.RespondActivityTaskFailedAsync(
            new()
            {
                Namespace = client.Options.Namespace,
                TaskToken = ByteString.CopyFrom(((TaskTokenReference)input.Activity).TaskToken),
                Failure = failure,
                LastHeartbeatDetails = details,
                Identity = client.Connection.Options.Identity,
            },
            context).ConfigureAwait(false);
    }
}
