namespace Cairn.Workflows;

/// <summary>
/// Marks the method by which a dynamic workflow sets the options of a run. It is public, has no parameters and returns
/// <see cref="WorkflowDefinitionOptions"/>. It is called once for each run, after the constructor and before the run
/// method and all handlers; <see cref="Workflow.Info"/> describes the run.
/// </summary>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class WorkflowDynamicOptionsAttribute : Attribute;
