using Cairn.Common;

namespace Cairn.Client.Schedules;

/// <summary>The new state of a schedule.</summary>
/// <param name="Schedule">The whole new schedule.</param>
/// <param name="TypedSearchAttributes">Its new search attributes; null leaves them, empty removes all.</param>
public record ScheduleUpdate(Schedule Schedule, SearchAttributeCollection? TypedSearchAttributes = null);
