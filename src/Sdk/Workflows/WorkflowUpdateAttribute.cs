namespace Cairn.Workflows;

/// <summary>
/// Marks a method that handles an update. It is public, not static, and returns a task.
/// </summary>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class WorkflowUpdateAttribute : Attribute
{
    /// <summary>Uses the method's name, without Async, as the update's name.</summary>
    public WorkflowUpdateAttribute()
    {
    }

    /// <summary>Sets the update's name.</summary>
    public WorkflowUpdateAttribute(string name) => Name = name;

    /// <summary>The update's name; null means the method's, without Async.</summary>
    public string? Name { get; }

    /// <summary>A one-line description, shown in dashboards.</summary>
    public string? Description { get; set; }

    /// <summary>
    /// True handles every update that has no handler of its own: parameters are the name and IRawValue[].
    /// </summary>
    public bool Dynamic { get; set; }

    /// <summary>What happens if the workflow ends while the handler runs; a warning by default.</summary>
    public HandlerUnfinishedPolicy UnfinishedPolicy { get; set; } = HandlerUnfinishedPolicy.WarnAndAbandon;
}
