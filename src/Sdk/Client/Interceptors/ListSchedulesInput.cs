using Cairn.Client.Schedules;

namespace Cairn.Client.Interceptors;

/// <summary>Schedules that are to be listed.</summary>
/// <param name="Options">What can be set for it; null means the defaults.</param>
public record ListSchedulesInput(ScheduleListOptions? Options);
