using Cairn.Api.Batch.V1;
using Cairn.Api.Common.V1;
using Cairn.Api.Enums.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Exceptions;
using Cairn.Protocol;
using Microsoft.Extensions.Logging;

namespace Cairn.Runtime.Batches;

/// <summary>
/// Performs a batch operation on one workflow, through the service that clients call. It can be repeated safely: the id
/// of the job is the id of each request.
/// </summary>
/// <param name="service">The service.</param>
/// <param name="logger">Where a failure that no status code explains is logged.</param>
internal sealed partial class BatchActions(IWorkflowService service, ILogger logger)
{
    /// <summary>Performs the operation; false if it is impossible for this workflow.</summary>
    /// <exception cref="RpcException">It is impossible now, but may be possible later.</exception>
    public async Task<bool> TryAsync(StartBatchOperationRequest job, WorkflowExecution target)
    {
        try
        {
            await DoAsync(job, target);
            return true;
        }
        catch (RpcException caught) when (caught.Code == RpcException.StatusCode.NotFound)
        {
            return true; // The workflow is closed or deleted, so nothing is left to do.
        }
        catch (RpcException caught) when (caught.Code
            is RpcException.StatusCode.InvalidArgument or RpcException.StatusCode.FailedPrecondition)
        {
            return false;
        }
        catch (Exception caught) when (caught is not OutOfMemoryException && !Refused.IsPassing(caught))
        {
            LogFailed(job.JobId, job.Namespace, target.WorkflowId, target.RunId, caught);
            return false;
        }
    }

    private Task DoAsync(StartBatchOperationRequest job, WorkflowExecution target) => job switch
    {
        { TerminationOperation: { } terminate } => TerminateAsync(job, target, terminate),
        { CancellationOperation: { } cancel } => CancelAsync(job, target, cancel),
        { SignalOperation: { } signal } => SignalAsync(job, target, signal),
        { DeletionOperation: not null } => DeleteAsync(job, target),
        { ResetOperation: { } reset } => ResetAsync(job, target, reset),
        _ => throw new InvalidOperationException($"A batch cannot perform {job.OperationCase}."),
    };

    private Task<TerminateWorkflowExecutionResponse> TerminateAsync(
        StartBatchOperationRequest job, WorkflowExecution target, BatchOperationTermination terminate) =>
        service.TerminateWorkflowExecutionAsync(new TerminateWorkflowExecutionRequest
        {
            Namespace = job.Namespace,
            WorkflowExecution = target,
            Reason = job.Reason,
            Details = terminate.Details,
            Identity = terminate.Identity,
            Links = { LinkTo(job) },
        });

    private Task<RequestCancelWorkflowExecutionResponse> CancelAsync(
        StartBatchOperationRequest job, WorkflowExecution target, BatchOperationCancellation cancel) =>
        service.RequestCancelWorkflowExecutionAsync(new RequestCancelWorkflowExecutionRequest
        {
            Namespace = job.Namespace,
            WorkflowExecution = target,
            RequestId = job.JobId,
            Reason = job.Reason,
            Identity = cancel.Identity,
            Links = { LinkTo(job) },
        });

    private Task<SignalWorkflowExecutionResponse> SignalAsync(
        StartBatchOperationRequest job, WorkflowExecution target, BatchOperationSignal signal) =>
        service.SignalWorkflowExecutionAsync(new SignalWorkflowExecutionRequest
        {
            Namespace = job.Namespace,
            WorkflowExecution = target,
            RequestId = job.JobId,
            SignalName = signal.Signal,
            Input = signal.Input,
            Header = signal.Header,
            Identity = signal.Identity,
            Links = { LinkTo(job) },
        });

    private Task<DeleteWorkflowExecutionResponse> DeleteAsync(
        StartBatchOperationRequest job, WorkflowExecution target) =>
        service.DeleteWorkflowExecutionAsync(new DeleteWorkflowExecutionRequest
        {
            Namespace = job.Namespace,
            WorkflowExecution = target,
        });

    private async Task ResetAsync(StartBatchOperationRequest job, WorkflowExecution target, BatchOperationReset reset)
    {
        var options = OptionsOf(reset);
        var (runId, eventId) = await ResetPoints.FindAsync(service, job.Namespace, target, options);
        await service.ResetWorkflowExecutionAsync(new ResetWorkflowExecutionRequest
        {
            Namespace = job.Namespace,
            WorkflowExecution = new WorkflowExecution { WorkflowId = target.WorkflowId, RunId = runId },
            RequestId = job.JobId,
            Reason = job.Reason,
            Identity = reset.Identity,
            WorkflowTaskFinishEventId = eventId,
            ResetReapplyType = options.ResetReapplyType,
            ResetReapplyExcludeTypes = { options.ResetReapplyExcludeTypes },
            PostResetOperations = { reset.PostResetOperations },
        });
    }

    private static ResetOptions OptionsOf(BatchOperationReset reset)
    {
        if (reset.Options is { } options)
        {
            return options;
        }

        var old = new ResetOptions { ResetReapplyType = reset.ResetReapplyType };
        if (reset.ResetType == ResetType.FirstWorkflowTask)
        {
            old.FirstWorkflowTask = new();
        }
        else
        {
            old.LastWorkflowTask = new();
        }

        return old;
    }

    private static Link LinkTo(StartBatchOperationRequest job) =>
        new() { BatchJob = new Link.Types.BatchJob { JobId = job.JobId } };

    [LoggerMessage(1001, LogLevel.Error, "Batch operation {JobId} failed on workflow {WorkflowId}, run {RunId}, of "
        + "namespace {Namespace}; it counts the failure and continues with the other workflows")]
    private partial void LogFailed(string jobId, string @namespace, string workflowId, string runId, Exception reason);
}
