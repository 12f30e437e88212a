namespace Cairn.Client.Schedules;

/// <summary>The schedule that an updater changes.</summary>
/// <param name="Description">The current schedule.</param>
public record ScheduleUpdateInput(ScheduleDescription Description);
