namespace Cairn.Client;

/// <summary>Options of starting an update, and its workflow if need be.</summary>
public class WorkflowStartUpdateWithStartOptions : WorkflowUpdateWithStartOptions
{
    /// <summary>Creates options that are filled later.</summary>
    public WorkflowStartUpdateWithStartOptions()
    {
    }

    /// <summary>Creates options with the required values.</summary>
    public WorkflowStartUpdateWithStartOptions(
        WithStartWorkflowOperation startWorkflowOperation, WorkflowUpdateStage waitForStage)
        : base(startWorkflowOperation)
    {
        ArgumentNullException.ThrowIfNull(startWorkflowOperation);
        WaitForStage = waitForStage;
    }

    /// <summary>Creates options with an id.</summary>
    public WorkflowStartUpdateWithStartOptions(
        string id, WithStartWorkflowOperation startWorkflowOperation, WorkflowUpdateStage waitForStage)
        : base(id, startWorkflowOperation)
    {
        ArgumentNullException.ThrowIfNull(id);
        ArgumentNullException.ThrowIfNull(startWorkflowOperation);
        WaitForStage = waitForStage;
    }

    /// <summary>The stage at which the call ends: accepted or completed. Required.</summary>
    public WorkflowUpdateStage WaitForStage { get; set; }
}
