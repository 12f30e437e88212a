using Cairn.Api.Batch.V1;
using Cairn.Api.Enums.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Engine.Executions.Resets;
using Cairn.Runtime.Requests;

namespace Cairn.Runtime.Batches;

/// <summary>What a batch operation may contain.</summary>
internal static class BatchRules
{
    private const string Missing = "must provide required parameters: BatchType,Reason,Namespace, "
        + "AND one of (Query OR Executions OR TargetExecutions)";

    /// <summary>The highest rate, in workflows a second (worker.batcherRPS).</summary>
    private const double MostPerSecond = 50;

    /// <summary>Refuses an incomplete request.</summary>
    public static void Check(StartBatchOperationRequest request)
    {
        var hasQuery = request.VisibilityQuery.Length > 0;
        var hasList = request.Executions.Count + request.TargetExecutions.Count > 0;
        if (TypeOf(request) == BatchOperationType.Unspecified || request.Reason.Length == 0 || !(hasQuery || hasList))
        {
            throw Refused.Invalid(Missing);
        }

        if (request.JobId.Length == 0)
        {
            throw Refused.Invalid("JobId is not set on request.");
        }

        Targets.CheckLength(request.JobId, "JobId");
        if (hasQuery && hasList)
        {
            throw Refused.Invalid("batch query and executions are mutually exclusive");
        }

        foreach (var target in BatchTargets.Listed(request))
        {
            Targets.CheckIds(target.WorkflowId, target.RunId);
        }

        if (request.TargetExecutions.Any(target => target.Type == ExecutionType.Activity))
        {
            throw Refused.Invalid("Batch operations on activities are not supported.");
        }

        if (request.SignalOperation is { Signal: "" })
        {
            throw Refused.Invalid("SignalName is not set on request.");
        }

        if (request.ResetOperation is { } reset)
        {
            if (!HasPoint(reset))
            {
                throw Refused.Invalid("The point to reset to is not set on request.");
            }

            Refused.If(PostReset.Check(reset.PostResetOperations));
        }
    }

    /// <summary>The type of the operation; unspecified if the request names none.</summary>
    public static BatchOperationType TypeOf(StartBatchOperationRequest request) => request.OperationCase switch
    {
        StartBatchOperationRequest.OperationOneofCase.TerminationOperation => BatchOperationType.Terminate,
        StartBatchOperationRequest.OperationOneofCase.CancellationOperation => BatchOperationType.Cancel,
        StartBatchOperationRequest.OperationOneofCase.SignalOperation => BatchOperationType.Signal,
        StartBatchOperationRequest.OperationOneofCase.DeletionOperation => BatchOperationType.Delete,
        StartBatchOperationRequest.OperationOneofCase.ResetOperation => BatchOperationType.Reset,
        _ => BatchOperationType.Unspecified,
    };

    /// <summary>The identity of the caller that started the operation.</summary>
    public static string IdentityOf(StartBatchOperationRequest request) =>
        request.TerminationOperation?.Identity
        ?? request.CancellationOperation?.Identity
        ?? request.SignalOperation?.Identity
        ?? request.DeletionOperation?.Identity
        ?? request.ResetOperation?.Identity
        ?? "";

    /// <summary>How many workflows a second the operation processes.</summary>
    public static double RateOf(StartBatchOperationRequest request) =>
        request.MaxOperationsPerSecond is > 0 and < (float)MostPerSecond
            ? request.MaxOperationsPerSecond
            : MostPerSecond;

    private static bool HasPoint(BatchOperationReset reset) => reset.Options is { } options
        ? options.TargetCase != Api.Common.V1.ResetOptions.TargetOneofCase.None
        : reset.ResetType is ResetType.FirstWorkflowTask or ResetType.LastWorkflowTask;
}
