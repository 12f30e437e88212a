using Cairn.Client.Schedules;

namespace Cairn.Client.Interceptors;

/// <summary>A schedule that is to act now.</summary>
/// <param name="Id">The id of the schedule.</param>
/// <param name="Options">What can be set for it; null means the defaults.</param>
public record TriggerScheduleInput(string Id, ScheduleTriggerOptions? Options);
