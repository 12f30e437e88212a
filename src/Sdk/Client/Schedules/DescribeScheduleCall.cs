using Cairn.Client.Interceptors;

namespace Cairn.Client.Schedules;

/// <summary>Reads a schedule.</summary>
internal static class DescribeScheduleCall
{
    public static async Task<ScheduleDescription> InvokeAsync(ICairnClient client, DescribeScheduleInput input)
    {
        var answer = await client.ServiceFor(input.RpcOptions).DescribeScheduleAsync(
            new() { Namespace = client.Options.Namespace, ScheduleId = input.Id },
            RpcOptions.Context(input.RpcOptions)).ConfigureAwait(false);
        return new(
            input.Id, Schedule.FromProto(answer.Schedule, client), answer, client.Options.DataConverter);
    }
}
