namespace Cairn.Activities;

/// <summary>
/// Marks an interface all of whose methods are activities and return tasks. Workflow code gets an object that
/// implements it by calls of the activities: <see cref="Workflows.Workflow.Activities{T}"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Interface, Inherited = false)]
public sealed class ActivityContractAttribute : Attribute;
