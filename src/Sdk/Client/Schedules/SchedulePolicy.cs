using Cairn.Api.Enums.V1;
using Cairn.Api.Schedule.V1;
using Cairn.Common;

namespace Cairn.Client.Schedules;

/// <summary>The policies of a schedule.</summary>
public record SchedulePolicy
{
    /// <summary>What happens if an earlier workflow still runs. By default the new one is skipped.</summary>
    public ScheduleOverlapPolicy Overlap { get; init; } = ScheduleOverlapPolicy.Skip;

    /// <summary>
    /// How late it still acts after the server was down, at least 10 s; null, the default, means the server's default
    /// of 365 days.
    /// </summary>
    public TimeSpan? CatchupWindow { get; init; }

    /// <summary>Whether a workflow that fails or times out pauses the schedule. Default no.</summary>
    public bool PauseOnFailure { get; init; }

    internal static SchedulePolicy FromProto(SchedulePolicies proto) => new()
    {
        Overlap = proto.OverlapPolicy,
        CatchupWindow = proto.CatchupWindow?.ToTimeSpan(),
        PauseOnFailure = proto.PauseOnFailure,
    };

    internal SchedulePolicies ToProto() => new()
    {
        OverlapPolicy = OptionValues.Known(Overlap),
        CatchupWindow = OptionValues.ToDuration(CatchupWindow),
        PauseOnFailure = PauseOnFailure,
    };
}
