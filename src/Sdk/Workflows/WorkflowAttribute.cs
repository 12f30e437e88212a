namespace Cairn.Workflows;

/// <summary>Marks a class, or an interface that callers use, as a workflow.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Interface, Inherited = false)]
public sealed class WorkflowAttribute : Attribute
{
    /// <summary>The type name is the class's name; of an interface's name a leading I falls away.</summary>
    public WorkflowAttribute()
    {
    }

    /// <summary>The type name is given.</summary>
    public WorkflowAttribute(string name) => Name = name;

    /// <summary>The type name; null means the class's name.</summary>
    public string? Name { get; }

    /// <summary>
    /// True takes every workflow type that has no class of its own; its run method takes IRawValue[].
    /// </summary>
    public bool Dynamic { get; set; }

    /// <summary>Exceptions that fail the workflow instead of its task; none by default.</summary>
    public Type[]? FailureExceptionTypes { get; set; }
}
