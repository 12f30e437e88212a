using Cairn.Api.Schedule.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Client.Interceptors;
using Cairn.Common;

namespace Cairn.Client.Schedules;

/// <summary>Triggers, backfills, pauses or resumes a schedule.</summary>
internal static class PatchScheduleCall
{
    public static Task InvokeAsync(ICairnClient client, PauseScheduleInput input) =>
        PatchAsync(client, input.Id, new() { Pause = input.Note ?? "Paused via .NET SDK" }, input.RpcOptions);

    public static Task InvokeAsync(ICairnClient client, UnpauseScheduleInput input) =>
        PatchAsync(client, input.Id, new() { Unpause = input.Note ?? "Unpaused via .NET SDK" }, input.RpcOptions);

    public static Task InvokeAsync(ICairnClient client, TriggerScheduleInput input) => PatchAsync(
        client,
        input.Id,
        new()
        {
            TriggerImmediately = new()
            {
                OverlapPolicy = OptionValues.Known(
                    input.Options?.Overlap ?? default, nameof(ScheduleTriggerOptions.Overlap)),
            },
        },
        input.Options?.Rpc);

    public static Task InvokeAsync(ICairnClient client, BackfillScheduleInput input) => input.Backfills.Count == 0
        ? throw new ArgumentException("At least one backfill required", nameof(input))
        : PatchAsync(
            client,
            input.Id,
            new() { BackfillRequest = { input.Backfills.Select(backfill => backfill.ToProto()) } },
            input.RpcOptions);

    private static Task<PatchScheduleResponse> PatchAsync(
        ICairnClient client, string id, SchedulePatch patch, RpcOptions? rpc) =>
        client.ServiceFor(rpc).PatchScheduleAsync(
            new()
            {
                Namespace = client.Options.Namespace,
                ScheduleId = id,
                Patch = patch,
                Identity = client.Connection.Options.Identity,
                RequestId = Guid.NewGuid().ToString(),
            },
            RpcOptions.Context(rpc));
}
