using Cairn.Client.Interceptors;
using Cairn.Exceptions;

namespace Cairn.Client.Schedules;

/// <summary>Changes a schedule.</summary>
internal static class UpdateScheduleCall
{
    // About two and a half minutes in which another change always comes first.
    private const int MaxTries = 200;

    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);

    public static async Task InvokeAsync(ICairnClient client, UpdateScheduleInput input)
    {
        for (var tries = 1; !await TryAsync(client, input, isLast: tries == MaxTries).ConfigureAwait(false); tries++)
        {
            await Task.Delay(
                Wait(tries),
                client.Connection.Options.TimeProvider,
                input.RpcOptions?.CancellationToken ?? CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Doubles after each attempt, less up to a half at random, so that callers that collided do not collide again.
    /// </summary>
    private static TimeSpan Wait(int tries)
    {
        var limit = FirstWait * Math.Pow(2, Math.Min(tries - 1, 20)); // 20 avoids an overflow.
        return (limit < LongestWait ? limit : LongestWait) * (1 - (Random.Shared.NextDouble() / 2));
    }

    private static async Task<bool> TryAsync(ICairnClient client, UpdateScheduleInput input, bool isLast)
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
        catch (RpcException e) when (e.Code == RpcException.StatusCode.FailedPrecondition && !isLast)
        {
            return false;
        }
    }
}
