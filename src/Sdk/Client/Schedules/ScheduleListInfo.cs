namespace Cairn.Client.Schedules;

/// <summary>The past and future actions of a listed schedule. Times are UTC.</summary>
/// <param name="RecentActions">The last actions, the newest last.</param>
/// <param name="NextActionTimes">The next times of the action.</param>
public record ScheduleListInfo(
    IReadOnlyCollection<ScheduleActionResult> RecentActions, IReadOnlyCollection<DateTime> NextActionTimes);
