using System.ComponentModel;
using Cairn.Workflows;

namespace Cairn.Generated;

/// <summary>A workflow class as generated code describes it. Not for hand-written code.</summary>
/// <param name="type">The class.</param>
/// <param name="name">Its type on the wire; null if it is dynamic.</param>
/// <param name="run">Its run method.</param>
/// <param name="create">Creates an instance from the workflow's arguments.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class GeneratedWorkflow(
    Type type, string? name, GeneratedMethod run, Func<object?[], object> create)
{
    /// <summary>The class.</summary>
    public Type Type { get; } = type;

    /// <summary>Its type on the wire; null if it is dynamic.</summary>
    public string? Name { get; } = name;

    /// <summary>Its run method.</summary>
    public GeneratedMethod Run { get; } = run;

    /// <summary>Creates an instance from the workflow's arguments.</summary>
    public Func<object?[], object> Create { get; } = create;

    /// <summary>Whether its constructor takes the arguments; false by default.</summary>
    public bool HasInit { get; init; }

    /// <summary>Exception types that fail the workflow instead of its task; null means none.</summary>
    public Type[]? FailureExceptionTypes { get; init; }

    /// <summary>Reads the options of a dynamic workflow from an instance; null if it has no such method.</summary>
    public Func<object?, WorkflowDefinitionOptions?>? DynamicOptions { get; init; }

    /// <summary>The handlers of signals.</summary>
    public IReadOnlyList<GeneratedMethod> Signals { get; init; } = [];

    /// <summary>The handlers of queries.</summary>
    public IReadOnlyList<GeneratedMethod> Queries { get; init; } = [];

    /// <summary>The handlers of updates.</summary>
    public IReadOnlyList<GeneratedMethod> Updates { get; init; } = [];
}
