namespace Cairn.Client.Schedules;

/// <summary>The action of a listed schedule.</summary>
public abstract record ScheduleListAction;
