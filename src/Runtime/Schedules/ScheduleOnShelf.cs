using Cairn.Engine.Schedules;

namespace Cairn.Runtime.Schedules;

/// <summary>A schedule as it is in the store.</summary>
/// <param name="State">What is there.</param>
/// <param name="Version">How often it was written.</param>
internal sealed record ScheduleOnShelf(ScheduleDocument State, long Version);
