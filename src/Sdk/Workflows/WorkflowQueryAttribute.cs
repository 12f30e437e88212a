namespace Cairn.Workflows;

/// <summary>
/// Marks a method or a property that answers a query. It is public, not static, returns a value synchronously and
/// changes nothing.
/// </summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Property, Inherited = false)]
public sealed class WorkflowQueryAttribute : Attribute
{
    /// <summary>Uses the member's name as the query's name.</summary>
    public WorkflowQueryAttribute()
    {
    }

    /// <summary>Sets the query's name.</summary>
    public WorkflowQueryAttribute(string name) => Name = name;

    /// <summary>The query's name; null means the member's, Async included.</summary>
    public string? Name { get; }

    /// <summary>A one-line description, shown in dashboards.</summary>
    public string? Description { get; set; }

    /// <summary>
    /// True answers every query that has no handler of its own: parameters are the name and IRawValue[].
    /// </summary>
    public bool Dynamic { get; set; }
}
