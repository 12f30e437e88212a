namespace Cairn.Client;

/// <summary>Options of an update that starts its workflow if need be.</summary>
public class WorkflowUpdateWithStartOptions : WorkflowUpdateOptions
{
    /// <summary>Creates options whose start is set later.</summary>
    public WorkflowUpdateWithStartOptions()
    {
    }

    /// <summary>Creates options with the required values.</summary>
    public WorkflowUpdateWithStartOptions(WithStartWorkflowOperation startWorkflowOperation)
    {
        ArgumentNullException.ThrowIfNull(startWorkflowOperation);
        StartWorkflowOperation = startWorkflowOperation;
    }

    /// <summary>Creates options with an id.</summary>
    public WorkflowUpdateWithStartOptions(string id, WithStartWorkflowOperation startWorkflowOperation)
        : base(id)
    {
        ArgumentNullException.ThrowIfNull(id);
        ArgumentNullException.ThrowIfNull(startWorkflowOperation);
        StartWorkflowOperation = startWorkflowOperation;
    }

    /// <summary>The start of the workflow. Required; it can be used for one call.</summary>
    public WithStartWorkflowOperation? StartWorkflowOperation { get; set; }

    /// <inheritdoc/>
    public override object Clone()
    {
        var copy = (WorkflowUpdateWithStartOptions)base.Clone();
        copy.StartWorkflowOperation = (WithStartWorkflowOperation?)StartWorkflowOperation?.Clone();
        return copy;
    }
}
