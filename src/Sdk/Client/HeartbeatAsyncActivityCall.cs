using Cairn.Activities;
using Cairn.Api.Common.V1;
using Cairn.Client.Interceptors;
using Cairn.Common;
using Cairn.Exceptions;
using Google.Protobuf;
using static Cairn.Client.AsyncActivityHandle;

namespace Cairn.Client;

/// <summary>Sends a heartbeat from outside the activity's worker.</summary>
internal static class HeartbeatAsyncActivityCall
{
    public static async Task InvokeAsync(ICairnClient client, HeartbeatAsyncActivityInput input)
    {
        var details = await client.ValuesOf(input.DataConverterOverride)
            .ToPayloadsAsync(input.Options?.Details, CallName.Details).ConfigureAwait(false);
        var reasons = input.Activity is IdReference ids
            ? await ByIdAsync(client, input, ids, details).ConfigureAwait(false)
            : await ByTokenAsync(client, input, (TaskTokenReference)input.Activity, details).ConfigureAwait(false);
        if (reasons != ActivityCancelReason.None)
        {
            throw new AsyncActivityCanceledException(ActivityCancellationDetails.Of(reasons));
        }
    }

    private static async Task<ActivityCancelReason> ByIdAsync(
        ICairnClient client, HeartbeatAsyncActivityInput input, IdReference ids, Payloads? details)
    {
        var answer = await client.ServiceFor(input.Options?.Rpc).RecordActivityTaskHeartbeatByIdAsync(
            new()
            {
                Namespace = client.Options.Namespace,
                WorkflowId = ids.WorkflowId,
                RunId = ids.RunId ?? string.Empty,
                ActivityId = ids.ActivityId,
                Details = details,
                Identity = client.Connection.Options.Identity,
            },
            RpcOptions.Context(input.Options?.Rpc)).ConfigureAwait(false);
        return Reason(answer.CancelRequested, answer.ActivityPaused, answer.ActivityReset);
    }

    private static async Task<ActivityCancelReason> ByTokenAsync(
        ICairnClient client, HeartbeatAsyncActivityInput input, TaskTokenReference token, Payloads? details)
    {
        var answer = await client.ServiceFor(input.Options?.Rpc).RecordActivityTaskHeartbeatAsync(
            new()
            {
                Namespace = client.Options.Namespace,
                TaskToken = ByteString.CopyFrom(token.TaskToken),
                Details = details,
                Identity = client.Connection.Options.Identity,
            },
            RpcOptions.Context(input.Options?.Rpc)).ConfigureAwait(false);
        return Reason(answer.CancelRequested, answer.ActivityPaused, answer.ActivityReset);
    }

    private static ActivityCancelReason Reason(bool canceled, bool paused, bool reset) =>
        (canceled, paused, reset) switch
        {
            (true, _, _) => ActivityCancelReason.CancelRequested,
            (_, true, _) => ActivityCancelReason.Paused,
            (_, _, true) => ActivityCancelReason.Reset,
            _ => ActivityCancelReason.None,
        };
}
