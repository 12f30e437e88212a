namespace Cairn.Client;

/// <summary>What can be set for an update that is started.</summary>
public class WorkflowUpdateStartOptions : WorkflowUpdateOptions
{
    /// <summary>Creates options whose stage is set later.</summary>
    public WorkflowUpdateStartOptions()
    {
    }

    /// <summary>Creates options with what is required.</summary>
    public WorkflowUpdateStartOptions(WorkflowUpdateStage waitForStage) => WaitForStage = waitForStage;

    /// <summary>Creates options with an id.</summary>
    public WorkflowUpdateStartOptions(string id, WorkflowUpdateStage waitForStage)
        : base(id)
    {
        ArgumentNullException.ThrowIfNull(id);
        WaitForStage = waitForStage;
    }

    /// <summary>How far the update must be before the call ends: accepted or completed. Required.</summary>
    public WorkflowUpdateStage WaitForStage { get; set; }
}
