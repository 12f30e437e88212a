namespace Cairn.Workflows;

/// <summary>The options that a dynamic workflow sets for one run.</summary>
/// <seealso cref="WorkflowDynamicOptionsAttribute"/>
public class WorkflowDefinitionOptions : ICloneable
{
    /// <summary>
    /// Exception types that fail the workflow instead of its task; null means those of its attribute.
    /// </summary>
    public Type[]? FailureExceptionTypes { get; set; }

    /// <inheritdoc/>
    public object Clone() => MemberwiseClone();
}
