using Cairn.Api.Enums.V1;

namespace Cairn.Client;

/// <summary>How far an update is.</summary>
public enum WorkflowUpdateStage
{
    /// <summary>Not set.</summary>
    None = UpdateWorkflowExecutionLifecycleStage.Unspecified,

    /// <summary>The server has it. Nobody can wait for this.</summary>
    Admitted = UpdateWorkflowExecutionLifecycleStage.Admitted,

    /// <summary>Its validator let it pass; its handler runs.</summary>
    Accepted = UpdateWorkflowExecutionLifecycleStage.Accepted,

    /// <summary>It has a result, or it failed.</summary>
    Completed = UpdateWorkflowExecutionLifecycleStage.Completed,
}
