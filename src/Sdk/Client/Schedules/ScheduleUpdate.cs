using Cairn.Common;

namespace Cairn.Client.Schedules;

/// <summary>What a schedule is changed to.</summary>
/// <param name="Schedule">The whole new schedule.</param>
/// <param name="TypedSearchAttributes">Its new search attributes; null leaves them, empty takes all away.</param>
public record ScheduleUpdate(Schedule Schedule, SearchAttributeCollection? TypedSearchAttributes = null);
