namespace Cairn.Workflows;

/// <summary>How a workflow signals another workflow.</summary>
public class ExternalWorkflowSignalOptions : ICloneable
{
    /// <summary>The token that cancels the signal before it is sent; by default the workflow's own token.</summary>
    public CancellationToken? CancellationToken { get; set; }

    /// <inheritdoc/>
    public virtual object Clone() => MemberwiseClone();
}
