using Cairn.Client.Interceptors;
using Cairn.Exceptions;

namespace Cairn.Client.Schedules;

/// <summary>Changes a schedule.</summary>
internal static class UpdateScheduleCall
{
    // Whoever loses this often against other changes is told so.
    private const int MaxTries = 10;

    public static async Task InvokeAsync(ICairnClient client, UpdateScheduleInput input)
    {
        for (var left = MaxTries; !await TryAsync(client, input, left).ConfigureAwait(false); left--)
        {
        }
    }

    private static async Task<bool> TryAsync(ICairnClient client, UpdateScheduleInput input, int left)
    {
        var present = await client.OutboundInterceptor.DescribeScheduleAsync(new(input.Id, input.RpcOptions))
            .ConfigureAwait(false);
        if (await input.Updater(new(present)).ConfigureAwait(false) is not { } update)
        {
            return true;
        }

        try
        {
            await client.ServiceFor(input.RpcOptions).UpdateScheduleAsync(
                new()
                {
                    Namespace = client.Options.Namespace,
                    ScheduleId = input.Id,
                    Schedule = await update.Schedule.ToProtoAsync(client).ConfigureAwait(false),
                    SearchAttributes = update.TypedSearchAttributes?.ToProto(),
                    ConflictToken = present.RawDescription.ConflictToken,
                    Identity = client.Connection.Options.Identity,
                    RequestId = Guid.NewGuid().ToString(),
                },
                RpcOptions.Context(input.RpcOptions)).ConfigureAwait(false);
            return true;
        }
        catch (RpcException e) when (e.Code == RpcException.StatusCode.FailedPrecondition && left > 1)
        {
            return false;
        }
    }
}
