namespace Cairn.Workflows;

/// <summary>
/// Marks a method or a property that answers a query. It is public, not static, returns a value at once and changes
/// nothing.
/// </summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Property, Inherited = false)]
public sealed class WorkflowQueryAttribute : Attribute
{
    /// <summary>The query's name is the member's.</summary>
    public WorkflowQueryAttribute()
    {
    }

    /// <summary>The query's name is given.</summary>
    public WorkflowQueryAttribute(string name) => Name = name;

    /// <summary>The query's name; null means the member's, Async included.</summary>
    public string? Name { get; }

    /// <summary>One line for people who pick a query in a dashboard.</summary>
    public string? Description { get; set; }

    /// <summary>
    /// True takes every query that has no handler of its own: parameters are the name and IRawValue[].
    /// </summary>
    public bool Dynamic { get; set; }
}
