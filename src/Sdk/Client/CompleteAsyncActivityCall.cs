using Cairn.Client.Interceptors;
using Cairn.Common;
using Google.Protobuf;
using static Cairn.Client.AsyncActivityHandle;

namespace Cairn.Client;

/// <summary>Completes an activity from outside its worker.</summary>
internal static class CompleteAsyncActivityCall
{
    public static async Task InvokeAsync(ICairnClient client, CompleteAsyncActivityInput input)
    {
        var result = await client.ValuesOf(input.DataConverterOverride).ToPayloadsAsync([input.Result], CallName.Result)
            .ConfigureAwait(false);
        var service = client.ServiceFor(input.Options?.Rpc);
        var context = RpcOptions.Context(input.Options?.Rpc);
        if (input.Activity is IdReference ids)
        {
            await service.RespondActivityTaskCompletedByIdAsync(
                new()
                {
                    Namespace = client.Options.Namespace,
                    WorkflowId = ids.WorkflowId,
                    RunId = ids.RunId ?? string.Empty,
                    ActivityId = ids.ActivityId,
                    Result = result,
                    Identity = client.Connection.Options.Identity,
                },
                context).ConfigureAwait(false);
            return;
        }

        await service.RespondActivityTaskCompletedAsync(
            new()
            {
                Namespace = client.Options.Namespace,
                TaskToken = ByteString.CopyFrom(((TaskTokenReference)input.Activity).TaskToken),
                Result = result,
                Identity = client.Connection.Options.Identity,
            },
            context).ConfigureAwait(false);
    }
}
