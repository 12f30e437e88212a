using Cairn.Api.ErrorDetails.V1;
using Cairn.Api.Schedule.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Client.Interceptors;
using Cairn.Common;
using Cairn.Exceptions;

namespace Cairn.Client.Schedules;

/// <summary>Creates a schedule.</summary>
internal static class CreateScheduleCall
{
    public static async Task<ScheduleHandle> InvokeAsync(ICairnClient client, CreateScheduleInput input)
    {
        RecordedText.RequireWhole(input.Id, "The id of a schedule");
        var request = new CreateScheduleRequest
        {
            Namespace = client.Options.Namespace,
            ScheduleId = input.Id,
            Schedule = await input.Schedule.ToProtoAsync(client).ConfigureAwait(false),
            InitialPatch = PatchOf(input.Options),
            Identity = client.Connection.Options.Identity,
            RequestId = Guid.NewGuid().ToString(),
            Memo = await client.ValuesOf(converter: null).ToMemoAsync(input.Options?.Memo).ConfigureAwait(false),
            SearchAttributes = input.Options?.TypedSearchAttributes?.ToProto(),
        };
        try
        {
            await client.ServiceFor(input.Options?.Rpc).CreateScheduleAsync(
                request, RpcOptions.Context(input.Options?.Rpc)).ConfigureAwait(false);
        }
        catch (RpcException e) when (e.Detail is WorkflowExecutionAlreadyStartedFailure)
        {
            throw new ScheduleAlreadyRunningException();
        }

        return new(client, input.Id);
    }

    private static SchedulePatch? PatchOf(ScheduleOptions? options) =>
        options is null || (!options.TriggerImmediately && options.Backfills.Count == 0)
            ? null
            : new()
            {
                TriggerImmediately = options.TriggerImmediately ? new() : null,
                BackfillRequest = { options.Backfills.Select(backfill => backfill.ToProto()) },
            };
}
