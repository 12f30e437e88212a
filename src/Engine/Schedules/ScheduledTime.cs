namespace Cairn.Engine.Schedules;

/// <summary>One time of a schedule.</summary>
/// <param name="Nominal">The time that the spec names.</param>
/// <param name="Actual">When it acts: the same time with jitter.</param>
public readonly record struct ScheduledTime(DateTimeOffset Nominal, DateTimeOffset Actual);
