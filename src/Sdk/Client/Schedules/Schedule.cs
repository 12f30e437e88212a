using Cairn.Converters;
using ProtoSchedule = Cairn.Api.Schedule.V1.Schedule;

namespace Cairn.Client.Schedules;

/// <summary>When something is done again and again, and what.</summary>
/// <param name="Action">What is done.</param>
/// <param name="Spec">When.</param>
public record Schedule(ScheduleAction Action, ScheduleSpec Spec)
{
    /// <summary>How it is done.</summary>
    public SchedulePolicy Policy { get; init; } = new();

    /// <summary>Whether it is done now, and how often still.</summary>
    public ScheduleState State { get; init; } = new();

    internal static Schedule FromProto(ProtoSchedule proto, DataConverter converter) => new(
        ScheduleAction.FromProto(proto.Action, converter), ScheduleSpec.FromProto(proto.Spec ?? new()))
    {
        Policy = SchedulePolicy.FromProto(proto.Policies ?? new()),
        State = ScheduleState.FromProto(proto.State ?? new()),
    };

    internal async Task<ProtoSchedule> ToProtoAsync(ICairnClient client) => new()
    {
        Action = await Action.ToProtoAsync(client).ConfigureAwait(false),
        Spec = Spec.ToProto(),
        Policies = Policy.ToProto(),
        State = State.ToProto(),
    };
}
