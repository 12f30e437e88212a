using ProtoInfo = Cairn.Api.Schedule.V1.ScheduleInfo;

namespace Cairn.Client.Schedules;

/// <summary>The past and future actions of a schedule. Times are UTC.</summary>
/// <param name="NumActions">The number of actions so far.</param>
/// <param name="NumActionsMissedCatchupWindow">The number of actions missed because the server was down.</param>
/// <param name="NumActionsSkippedOverlap">The number skipped because an earlier workflow still ran.</param>
/// <param name="RunningActions">The actions whose workflows still run.</param>
/// <param name="RecentActions">The last actions, the newest last.</param>
/// <param name="NextActionTimes">The next times of the action.</param>
/// <param name="CreatedAt">When it was created.</param>
/// <param name="LastUpdatedAt">When it was last changed; null means never.</param>
public record ScheduleInfo(
    long NumActions,
    long NumActionsMissedCatchupWindow,
    long NumActionsSkippedOverlap,
    IReadOnlyCollection<ScheduleActionExecution> RunningActions,
    IReadOnlyCollection<ScheduleActionResult> RecentActions,
    IReadOnlyCollection<DateTime> NextActionTimes,
    DateTime CreatedAt,
    DateTime? LastUpdatedAt)
{
    internal static ScheduleInfo FromProto(ProtoInfo proto) => new(
        proto.ActionCount,
        proto.MissedCatchupWindow,
        proto.OverlapSkipped,
        [.. proto.RunningWorkflows.Select(ScheduleActionExecutionStartWorkflow.FromProto)],
        [.. proto.RecentActions.Select(ScheduleActionResult.FromProto)],
        [.. proto.FutureActionTimes.Select(time => time.ToDateTime())],
        proto.CreateTime.ToDateTime(),
        proto.UpdateTime?.ToDateTime());
}
