using Cairn.Client.Schedules;

namespace Cairn.Client.Interceptors;

/// <summary>A schedule that is to be created.</summary>
/// <param name="Id">The id of the schedule.</param>
/// <param name="Schedule">When it acts, and what it does.</param>
/// <param name="Options">What can be set for it; null means the defaults.</param>
public record CreateScheduleInput(string Id, Schedule Schedule, ScheduleOptions? Options);
