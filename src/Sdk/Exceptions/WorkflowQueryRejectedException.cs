using Cairn.Api.Enums.V1;

namespace Cairn.Exceptions;

/// <summary>The reject condition of the query kept it from the workflow.</summary>
public class WorkflowQueryRejectedException(WorkflowExecutionStatus workflowStatus)
    : CairnException($"Query rejected, workflow status: {workflowStatus}")
{
    /// <summary>The status of the workflow that made the server refuse.</summary>
    public WorkflowExecutionStatus WorkflowStatus { get; } = workflowStatus;
}
