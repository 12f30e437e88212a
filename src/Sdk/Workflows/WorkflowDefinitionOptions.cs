namespace Cairn.Workflows;

/// <summary>What a dynamic workflow decides about a run when it sees which one it is.</summary>
/// <seealso cref="WorkflowDynamicOptionsAttribute"/>
public class WorkflowDefinitionOptions : ICloneable
{
    /// <summary>
    /// Exceptions that fail the workflow instead of its task; null means those of its attribute.
    /// </summary>
    public Type[]? FailureExceptionTypes { get; set; }

    /// <inheritdoc/>
    public virtual object Clone() => MemberwiseClone();
}
