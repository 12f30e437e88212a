namespace Cairn.Client.Schedules;

/// <summary>The outcome of an action.</summary>
public abstract record ScheduleActionExecution;
