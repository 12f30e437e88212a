namespace Cairn.Client.Schedules;

/// <summary>A listed schedule.</summary>
/// <param name="Action">The action.</param>
/// <param name="Spec">The times of the action.</param>
/// <param name="State">Whether it is paused.</param>
public record ScheduleListSchedule(ScheduleListAction Action, ScheduleSpec Spec, ScheduleListState State);
