namespace Cairn.Workflows;

/// <summary>Marks a class, or an interface that callers use, as a workflow.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Interface, Inherited = false)]
public sealed class WorkflowAttribute : Attribute
{
    /// <summary>Uses the class's name as type name, or an interface's name without a leading I.</summary>
    public WorkflowAttribute()
    {
    }

    /// <summary>Sets the type name.</summary>
    public WorkflowAttribute(string name) => Name = name;

    /// <summary>The type name; null means the class's name.</summary>
    public string? Name { get; }

    /// <summary>
    /// True handles every workflow type that has no class of its own; its run method takes IRawValue[].
    /// </summary>
    public bool Dynamic { get; set; }

    /// <summary>Exception types that fail the workflow instead of its task; none by default.</summary>
    public Type[]? FailureExceptionTypes { get; set; }
}
