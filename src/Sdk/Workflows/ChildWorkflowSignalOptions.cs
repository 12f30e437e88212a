namespace Cairn.Workflows;

/// <summary>How a workflow signals a child.</summary>
public class ChildWorkflowSignalOptions : ICloneable
{
    /// <summary>The token that cancels the signal before it is sent; by default the workflow's own token.</summary>
    public CancellationToken? CancellationToken { get; set; }

    /// <inheritdoc/>
    public virtual object Clone() => MemberwiseClone();
}
