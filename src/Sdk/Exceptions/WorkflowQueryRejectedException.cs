using Cairn.Api.Enums.V1;

namespace Cairn.Exceptions;

/// <summary>The query was rejected by its reject condition.</summary>
public class WorkflowQueryRejectedException(WorkflowExecutionStatus workflowStatus)
    : CairnException($"Query rejected, workflow status: {workflowStatus}")
{
    /// <summary>The status of the workflow that met the condition.</summary>
    public WorkflowExecutionStatus WorkflowStatus { get; } = workflowStatus;
}
