namespace Cairn.Workflows;

/// <summary>Marks the one method that runs the workflow. It is public, not static, and returns a task.</summary>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class WorkflowRunAttribute : Attribute;
