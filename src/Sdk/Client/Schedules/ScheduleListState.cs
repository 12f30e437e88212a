namespace Cairn.Client.Schedules;

/// <summary>The state of a listed schedule.</summary>
/// <param name="Note">A note on the state; null means none.</param>
/// <param name="Paused">Whether it is paused.</param>
public record ScheduleListState(string? Note, bool Paused);
