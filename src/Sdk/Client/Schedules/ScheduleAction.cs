using ProtoAction = Cairn.Api.Schedule.V1.ScheduleAction;

namespace Cairn.Client.Schedules;

/// <summary>The action of a schedule.</summary>
public abstract record ScheduleAction
{
    internal static ScheduleAction FromProto(ProtoAction proto, ICairnClient client) =>
        proto.StartWorkflow is { } start
            ? ScheduleActionStartWorkflow.FromProto(start, client)
            : throw new ArgumentException($"Unknown schedule action {proto.ActionCase}", nameof(proto));

    internal abstract Task<ProtoAction> ToProtoAsync(ICairnClient client);
}
