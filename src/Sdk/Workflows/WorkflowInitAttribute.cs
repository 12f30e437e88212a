namespace Cairn.Workflows;

/// <summary>
/// Marks the constructor that receives the workflow's arguments. It has the parameters of the run method, and runs
/// before any handler.
/// </summary>
[AttributeUsage(AttributeTargets.Constructor, Inherited = false)]
public sealed class WorkflowInitAttribute : Attribute;
