using Cairn.Api.Enums.V1;

namespace Cairn.Client;

/// <summary>The stage of an update.</summary>
public enum WorkflowUpdateStage
{
    /// <summary>Not set.</summary>
    None = UpdateWorkflowExecutionLifecycleStage.Unspecified,

    /// <summary>The server has received it. A caller cannot wait for this stage.</summary>
    Admitted = UpdateWorkflowExecutionLifecycleStage.Admitted,

    /// <summary>Its validator accepted it; its handler runs.</summary>
    Accepted = UpdateWorkflowExecutionLifecycleStage.Accepted,

    /// <summary>It has a result, or it failed.</summary>
    Completed = UpdateWorkflowExecutionLifecycleStage.Completed,
}
