namespace Cairn.Client.Schedules;

/// <summary>Starts a workflow.</summary>
/// <param name="Workflow">The workflow type.</param>
public record ScheduleListActionStartWorkflow(string Workflow) : ScheduleListAction;
