namespace Cairn.Client.Schedules;

/// <summary>What there is to change.</summary>
/// <param name="Description">The present schedule.</param>
public record ScheduleUpdateInput(ScheduleDescription Description);
