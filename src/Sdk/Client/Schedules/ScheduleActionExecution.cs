namespace Cairn.Client.Schedules;

/// <summary>What came of an action.</summary>
public abstract record ScheduleActionExecution
{
    private protected ScheduleActionExecution()
    {
    }
}
