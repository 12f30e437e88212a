namespace Cairn.Workflows;

/// <summary>
/// Marks the method by which a dynamic workflow decides how a run is treated. It is public, takes nothing and returns
/// <see cref="WorkflowDefinitionOptions"/>; it is called once a run, after the constructor and before the run method
/// and all handlers, and sees the run in <see cref="Workflow.Info"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class WorkflowDynamicOptionsAttribute : Attribute;
