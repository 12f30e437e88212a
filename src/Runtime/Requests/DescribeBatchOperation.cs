using Cairn.Api.Common.V1;
using Cairn.Api.Enums.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Runtime.Batches;

namespace Cairn.Runtime.Requests;

/// <summary>Describes the progress of a batch operation.</summary>
internal static class DescribeBatchOperation
{
    /// <summary>Answers the request.</summary>
    public static Task<DescribeBatchOperationResponse> HandleAsync(Node node, DescribeBatchOperationRequest request)
    {
        var job = node.Batches.Find(node.Namespaces.Find(request.Namespace), request.JobId).Job;
        return Task.FromResult(new DescribeBatchOperationResponse
        {
            OperationType = BatchRules.TypeOf(job.Request),
            JobId = job.Request.JobId,
            State = job.State,
            StartTime = job.StartTime,
            CloseTime = job.CloseTime,
            TotalOperationCount = job.Total,
            CompleteOperationCount = job.Done,
            FailureOperationCount = job.Failed,
            Identity = BatchRules.IdentityOf(job.Request),
            Reason = job.Request.Reason,
            Query = job.Request.VisibilityQuery,
            Executions = { BatchTargets.Listed(job.Request).Select(ToExecution) },
        });
    }

    private static Execution ToExecution(WorkflowExecution workflow) => new()
    {
        Type = ExecutionType.Workflow,
        BusinessId = workflow.WorkflowId,
        RunId = workflow.RunId,
    };
}
