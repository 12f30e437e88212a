namespace Cairn.Engine.Executions.Timers;

/// <summary>A timer that has neither fired nor been cancelled.</summary>
/// <param name="TimerId">The id that the workflow gave it.</param>
/// <param name="StartedEventId">The event that started it.</param>
/// <param name="FireTime">When it fires; never earlier.</param>
public sealed record PendingTimer(string TimerId, long StartedEventId, DateTimeOffset FireTime);
