using Cairn.Client.Interceptors;

namespace Cairn.Client.Schedules;

/// <summary>Deletes a schedule.</summary>
internal static class DeleteScheduleCall
{
    public static Task InvokeAsync(ICairnClient client, DeleteScheduleInput input) =>
        client.ServiceFor(input.RpcOptions).DeleteScheduleAsync(
            new()
            {
                Namespace = client.Options.Namespace,
                ScheduleId = input.Id,
                Identity = client.Connection.Options.Identity,
            },
            RpcOptions.Context(input.RpcOptions));
}
