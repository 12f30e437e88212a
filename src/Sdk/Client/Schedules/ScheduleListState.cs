namespace Cairn.Client.Schedules;

/// <summary>Whether a listed schedule acts.</summary>
/// <param name="Note">For people; null means nothing is said.</param>
/// <param name="Paused">Whether it does not act now.</param>
public record ScheduleListState(string? Note, bool Paused);
