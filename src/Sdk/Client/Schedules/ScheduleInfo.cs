using ProtoInfo = Cairn.Api.Schedule.V1.ScheduleInfo;

namespace Cairn.Client.Schedules;

/// <summary>What came of a schedule so far. Times are UTC.</summary>
/// <param name="NumActions">How often it acted.</param>
/// <param name="NumActionsMissedCatchupWindow">How often it did not, because the server was away for too long.</param>
/// <param name="NumActionsSkippedOverlap">How often it did not, because an earlier workflow still ran.</param>
/// <param name="RunningActions">What still runs.</param>
/// <param name="RecentActions">The last actions, the newest last.</param>
/// <param name="NextActionTimes">When it acts next.</param>
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
