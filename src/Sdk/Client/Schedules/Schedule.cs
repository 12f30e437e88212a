using ProtoSchedule = Cairn.Api.Schedule.V1.Schedule;

namespace Cairn.Client.Schedules;

/// <summary>An action that is repeated, and when.</summary>
/// <param name="Action">The action.</param>
/// <param name="Spec">The times of the action.</param>
public record Schedule(ScheduleAction Action, ScheduleSpec Spec)
{
    /// <summary>The policies of the action.</summary>
    public SchedulePolicy Policy { get; init; } = new();

    /// <summary>Whether it is paused, and how many actions remain.</summary>
    public ScheduleState State { get; init; } = new();

    internal static Schedule FromProto(ProtoSchedule proto, ICairnClient client) => new(
        ScheduleAction.FromProto(proto.Action, client), ScheduleSpec.FromProto(proto.Spec ?? new()))
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
