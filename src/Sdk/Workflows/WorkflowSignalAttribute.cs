namespace Cairn.Workflows;

/// <summary>
/// Marks a method that takes a signal. It is public, not static, and returns a task without a result.
/// </summary>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class WorkflowSignalAttribute : Attribute
{
    /// <summary>The signal's name is the method's, without Async.</summary>
    public WorkflowSignalAttribute()
    {
    }

    /// <summary>The signal's name is given.</summary>
    public WorkflowSignalAttribute(string name) => Name = name;

    /// <summary>The signal's name; null means the method's, without Async.</summary>
    public string? Name { get; }

    /// <summary>One line for people who pick a signal in a dashboard.</summary>
    public string? Description { get; set; }

    /// <summary>
    /// True takes every signal that has no handler of its own: parameters are the name and IRawValue[].
    /// </summary>
    public bool Dynamic { get; set; }

    /// <summary>What happens if the workflow ends while the handler runs; a warning by default.</summary>
    public HandlerUnfinishedPolicy UnfinishedPolicy { get; set; } = HandlerUnfinishedPolicy.WarnAndAbandon;
}
