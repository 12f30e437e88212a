namespace Cairn.Client.Schedules;

/// <summary>What came of a listed schedule. Times are UTC.</summary>
/// <param name="RecentActions">The last actions, the newest last.</param>
/// <param name="NextActionTimes">When it acts next.</param>
public record ScheduleListInfo(
    IReadOnlyCollection<ScheduleActionResult> RecentActions, IReadOnlyCollection<DateTime> NextActionTimes);
