namespace Cairn.Workflows;

/// <summary>
/// Marks a method that handles a signal. It is public, not static, and returns a task without a result.
/// </summary>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class WorkflowSignalAttribute : Attribute
{
    /// <summary>Uses the method's name, without Async, as the signal's name.</summary>
    public WorkflowSignalAttribute()
    {
    }

    /// <summary>Sets the signal's name.</summary>
    public WorkflowSignalAttribute(string name) => Name = name;

    /// <summary>The signal's name; null means the method's, without Async.</summary>
    public string? Name { get; }

    /// <summary>A one-line description, shown in dashboards.</summary>
    public string? Description { get; set; }

    /// <summary>
    /// True handles every signal that has no handler of its own: parameters are the name and IRawValue[].
    /// </summary>
    public bool Dynamic { get; set; }

    /// <summary>What happens if the workflow ends while the handler runs; a warning by default.</summary>
    public HandlerUnfinishedPolicy UnfinishedPolicy { get; set; } = HandlerUnfinishedPolicy.WarnAndAbandon;
}
