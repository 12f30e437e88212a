namespace Cairn.Client;

/// <summary>What can be set for an update that is started, and that starts its workflow if need be.</summary>
public class WorkflowStartUpdateWithStartOptions : WorkflowUpdateWithStartOptions
{
    /// <summary>Creates options that are filled later.</summary>
    public WorkflowStartUpdateWithStartOptions()
    {
    }

    /// <summary>Creates options with what is required.</summary>
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

    /// <summary>How far the update must be before the call ends: accepted or completed. Required.</summary>
    public WorkflowUpdateStage WaitForStage { get; set; }
}
