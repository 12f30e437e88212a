namespace Cairn.Workflows;

/// <summary>How a workflow requests the cancellation of another workflow.</summary>
public class ExternalWorkflowCancelOptions : ICloneable
{
    /// <summary>
    /// Why, for the history and the code of the other workflow, which finds it at the end of
    /// <see cref="Workflow.CancellationReason"/>; null, the default, gives no reason.
    /// </summary>
    public string? Reason { get; set; }

    /// <inheritdoc/>
    public virtual object Clone() => MemberwiseClone();
}
