namespace Cairn.Workflows;

/// <summary>
/// Marks the constructor that gets the workflow's arguments. It takes the same parameters as the run method, and runs
/// before any handler.
/// </summary>
[AttributeUsage(AttributeTargets.Constructor, Inherited = false)]
public sealed class WorkflowInitAttribute : Attribute;
