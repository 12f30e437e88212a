namespace Cairn.Client;

/// <summary>Options of starting an update.</summary>
public class WorkflowUpdateStartOptions : WorkflowUpdateOptions
{
    /// <summary>Creates options whose stage is set later.</summary>
    public WorkflowUpdateStartOptions()
    {
    }

    /// <summary>Creates options with the required values.</summary>
    public WorkflowUpdateStartOptions(WorkflowUpdateStage waitForStage) => WaitForStage = waitForStage;

    /// <summary>Creates options with an id.</summary>
    public WorkflowUpdateStartOptions(string id, WorkflowUpdateStage waitForStage)
        : base(id)
    {
        ArgumentNullException.ThrowIfNull(id);
        WaitForStage = waitForStage;
    }

    /// <summary>The stage at which the call ends: accepted or completed. Required.</summary>
    public WorkflowUpdateStage WaitForStage { get; set; }
}
