using Cairn.Api.WorkflowService.V1;
using Cairn.Protocol;
using Cairn.Runtime.Requests;
using static Cairn.Runtime.Answers;

namespace Cairn.Runtime;

/// <summary>From each RPC of clients and workers to the file that answers it.</summary>
/// <param name="node">The node.</param>
internal sealed class WorkflowService(Node node) : IWorkflowService
{
    /// <inheritdoc/>
    public Task<StartWorkflowExecutionResponse> StartWorkflowExecutionAsync(
        StartWorkflowExecutionRequest request, RpcContext context = default) =>
        AnswerAsync(node, request, () => StartWorkflowExecution.HandleAsync(node, request));

    /// <inheritdoc/>
    public Task<SignalWithStartWorkflowExecutionResponse> SignalWithStartWorkflowExecutionAsync(
        SignalWithStartWorkflowExecutionRequest request, RpcContext context = default) =>
        AnswerAsync(node, request, () => SignalWithStartWorkflowExecution.HandleAsync(node, request));

    /// <inheritdoc/>
    public Task<PollWorkflowTaskQueueResponse> PollWorkflowTaskQueueAsync(
        PollWorkflowTaskQueueRequest request, RpcContext context = default) =>
        AnswerAsync(node, request, () => PollWorkflowTaskQueue.HandleAsync(node, request, context));

    /// <inheritdoc/>
    public Task<RespondWorkflowTaskCompletedResponse> RespondWorkflowTaskCompletedAsync(
        RespondWorkflowTaskCompletedRequest request, RpcContext context = default) =>
        AnswerAsync(node, request, () => RespondWorkflowTaskCompleted.HandleAsync(node, request));

    /// <inheritdoc/>
    public Task<RespondWorkflowTaskFailedResponse> RespondWorkflowTaskFailedAsync(
        RespondWorkflowTaskFailedRequest request, RpcContext context = default) =>
        AnswerAsync(node, request, () => RespondWorkflowTaskFailed.HandleAsync(node, request));

    /// <inheritdoc/>
    public Task<RespondQueryTaskCompletedResponse> RespondQueryTaskCompletedAsync(
        RespondQueryTaskCompletedRequest request, RpcContext context = default) =>
        AnswerAsync(node, request, () => RespondQueryTaskCompleted.HandleAsync(node, request));

    /// <inheritdoc/>
    public Task<ResetStickyTaskQueueResponse> ResetStickyTaskQueueAsync(
        ResetStickyTaskQueueRequest request, RpcContext context = default) =>
        AnswerAsync(node, request, () => ResetStickyTaskQueue.HandleAsync(node, request));

    /// <inheritdoc/>
    public Task<PollActivityTaskQueueResponse> PollActivityTaskQueueAsync(
        PollActivityTaskQueueRequest request, RpcContext context = default) =>
        AnswerAsync(node, request, () => PollActivityTaskQueue.HandleAsync(node, request, context));

    /// <inheritdoc/>
    public Task<RecordActivityTaskHeartbeatResponse> RecordActivityTaskHeartbeatAsync(
        RecordActivityTaskHeartbeatRequest request, RpcContext context = default) =>
        AnswerAsync(node, request, () => RecordActivityTaskHeartbeat.HandleAsync(node, request));

    /// <inheritdoc/>
    public Task<RespondActivityTaskCompletedResponse> RespondActivityTaskCompletedAsync(
        RespondActivityTaskCompletedRequest request, RpcContext context = default) =>
        AnswerAsync(node, request, () => RespondActivityTaskCompleted.HandleAsync(node, request));

    /// <inheritdoc/>
    public Task<RespondActivityTaskFailedResponse> RespondActivityTaskFailedAsync(
        RespondActivityTaskFailedRequest request, RpcContext context = default) =>
        AnswerAsync(node, request, () => RespondActivityTaskFailed.HandleAsync(node, request));

    /// <inheritdoc/>
    public Task<RespondActivityTaskCanceledResponse> RespondActivityTaskCanceledAsync(
        RespondActivityTaskCanceledRequest request, RpcContext context = default) =>
        AnswerAsync(node, request, () => RespondActivityTaskCanceled.HandleAsync(node, request));

    /// <inheritdoc/>
    public Task<RecordActivityTaskHeartbeatByIdResponse> RecordActivityTaskHeartbeatByIdAsync(
        RecordActivityTaskHeartbeatByIdRequest request, RpcContext context = default) =>
        AnswerAsync(node, request, () => RecordActivityTaskHeartbeatById.HandleAsync(node, request));

    /// <inheritdoc/>
    public Task<RespondActivityTaskCompletedByIdResponse> RespondActivityTaskCompletedByIdAsync(
        RespondActivityTaskCompletedByIdRequest request, RpcContext context = default) =>
        AnswerAsync(node, request, () => RespondActivityTaskCompletedById.HandleAsync(node, request));

    /// <inheritdoc/>
    public Task<RespondActivityTaskFailedByIdResponse> RespondActivityTaskFailedByIdAsync(
        RespondActivityTaskFailedByIdRequest request, RpcContext context = default) =>
        AnswerAsync(node, request, () => RespondActivityTaskFailedById.HandleAsync(node, request));

    /// <inheritdoc/>
    public Task<RespondActivityTaskCanceledByIdResponse> RespondActivityTaskCanceledByIdAsync(
        RespondActivityTaskCanceledByIdRequest request, RpcContext context = default) =>
        AnswerAsync(node, request, () => RespondActivityTaskCanceledById.HandleAsync(node, request));

    /// <inheritdoc/>
    public Task<SignalWorkflowExecutionResponse> SignalWorkflowExecutionAsync(
        SignalWorkflowExecutionRequest request, RpcContext context = default) =>
        AnswerAsync(node, request, () => SignalWorkflowExecution.HandleAsync(node, request));

    /// <inheritdoc/>
    public Task<RequestCancelWorkflowExecutionResponse> RequestCancelWorkflowExecutionAsync(
        RequestCancelWorkflowExecutionRequest request, RpcContext context = default) =>
        AnswerAsync(node, request, () => RequestCancelWorkflowExecution.HandleAsync(node, request));

    /// <inheritdoc/>
    public Task<TerminateWorkflowExecutionResponse> TerminateWorkflowExecutionAsync(
        TerminateWorkflowExecutionRequest request, RpcContext context = default) =>
        AnswerAsync(node, request, () => TerminateWorkflowExecution.HandleAsync(node, request));

    /// <inheritdoc/>
    public Task<DeleteWorkflowExecutionResponse> DeleteWorkflowExecutionAsync(
        DeleteWorkflowExecutionRequest request, RpcContext context = default) =>
        AnswerAsync(node, request, () => DeleteWorkflowExecution.HandleAsync(node, request));

    /// <inheritdoc/>
    public Task<UpdateWorkflowExecutionResponse> UpdateWorkflowExecutionAsync(
        UpdateWorkflowExecutionRequest request, RpcContext context = default) =>
        AnswerAsync(node, request, () => UpdateWorkflowExecution.HandleAsync(node, request, context));

    /// <inheritdoc/>
    public Task<PollWorkflowExecutionUpdateResponse> PollWorkflowExecutionUpdateAsync(
        PollWorkflowExecutionUpdateRequest request, RpcContext context = default) =>
        AnswerAsync(node, request, () => PollWorkflowExecutionUpdate.HandleAsync(node, request, context));

    /// <inheritdoc/>
    public Task<ExecuteMultiOperationResponse> ExecuteMultiOperationAsync(
        ExecuteMultiOperationRequest request, RpcContext context = default) =>
        AnswerAsync(node, request, () => ExecuteMultiOperation.HandleAsync(node, request, context));

    /// <inheritdoc/>
    public Task<ResetWorkflowExecutionResponse> ResetWorkflowExecutionAsync(
        ResetWorkflowExecutionRequest request, RpcContext context = default) =>
        AnswerAsync(node, request, () => ResetWorkflowExecution.HandleAsync(node, request));

    /// <inheritdoc/>
    public Task<QueryWorkflowResponse> QueryWorkflowAsync(
        QueryWorkflowRequest request, RpcContext context = default) =>
        AnswerAsync(node, request, () => QueryWorkflow.HandleAsync(node, request, context));

    /// <inheritdoc/>
    public Task<PauseActivityResponse> PauseActivityAsync(
        PauseActivityRequest request, RpcContext context = default) =>
        AnswerAsync(node, request, () => PauseActivity.HandleAsync(node, request));

    /// <inheritdoc/>
    public Task<UnpauseActivityResponse> UnpauseActivityAsync(
        UnpauseActivityRequest request, RpcContext context = default) =>
        AnswerAsync(node, request, () => UnpauseActivity.HandleAsync(node, request));

    /// <inheritdoc/>
    public Task<ResetActivityResponse> ResetActivityAsync(
        ResetActivityRequest request, RpcContext context = default) =>
        AnswerAsync(node, request, () => ResetActivity.HandleAsync(node, request));

    /// <inheritdoc/>
    public Task<UpdateActivityOptionsResponse> UpdateActivityOptionsAsync(
        UpdateActivityOptionsRequest request, RpcContext context = default) =>
        AnswerAsync(node, request, () => UpdateActivityOptions.HandleAsync(node, request));

    /// <inheritdoc/>
    public Task<DescribeWorkflowExecutionResponse> DescribeWorkflowExecutionAsync(
        DescribeWorkflowExecutionRequest request, RpcContext context = default) =>
        AnswerAsync(node, request, () => DescribeWorkflowExecution.HandleAsync(node, request));

    /// <inheritdoc/>
    public Task<GetWorkflowExecutionHistoryResponse> GetWorkflowExecutionHistoryAsync(
        GetWorkflowExecutionHistoryRequest request, RpcContext context = default) =>
        AnswerAsync(node, request, () => GetWorkflowExecutionHistory.HandleAsync(node, request, context));

    /// <inheritdoc/>
    public Task<ListWorkflowExecutionsResponse> ListWorkflowExecutionsAsync(
        ListWorkflowExecutionsRequest request, RpcContext context = default) =>
        AnswerAsync(node, request, () => ListWorkflowExecutions.HandleAsync(node, request, context));

    /// <inheritdoc/>
    public Task<CountWorkflowExecutionsResponse> CountWorkflowExecutionsAsync(
        CountWorkflowExecutionsRequest request, RpcContext context = default) =>
        AnswerAsync(node, request, () => CountWorkflowExecutions.HandleAsync(node, request, context));

    /// <inheritdoc/>
    public Task<ListOpenWorkflowExecutionsResponse> ListOpenWorkflowExecutionsAsync(
        ListOpenWorkflowExecutionsRequest request, RpcContext context = default) =>
        AnswerAsync(node, request, () => ListOpenWorkflowExecutions.HandleAsync(node, request, context));

    /// <inheritdoc/>
    public Task<ListClosedWorkflowExecutionsResponse> ListClosedWorkflowExecutionsAsync(
        ListClosedWorkflowExecutionsRequest request, RpcContext context = default) =>
        AnswerAsync(node, request, () => ListClosedWorkflowExecutions.HandleAsync(node, request, context));

    /// <inheritdoc/>
    public Task<GetSearchAttributesResponse> GetSearchAttributesAsync(
        GetSearchAttributesRequest request, RpcContext context = default) =>
        AnswerAsync(node, request, () => GetSearchAttributes.HandleAsync(node, request));

    /// <inheritdoc/>
    public Task<GetWorkflowExecutionHistoryReverseResponse> GetWorkflowExecutionHistoryReverseAsync(
        GetWorkflowExecutionHistoryReverseRequest request, RpcContext context = default) =>
        AnswerAsync(node, request, () => GetWorkflowExecutionHistoryReverse.HandleAsync(node, request));

    /// <inheritdoc/>
    public Task<GetSystemInfoResponse> GetSystemInfoAsync(
        GetSystemInfoRequest request, RpcContext context = default) =>
        AnswerAsync(node, request, () => GetSystemInfo.HandleAsync(node, request));

    /// <inheritdoc/>
    public Task<GetClusterInfoResponse> GetClusterInfoAsync(
        GetClusterInfoRequest request, RpcContext context = default) =>
        AnswerAsync(node, request, () => GetClusterInfo.HandleAsync(node, request));

    /// <inheritdoc/>
    public Task<DescribeNamespaceResponse> DescribeNamespaceAsync(
        DescribeNamespaceRequest request, RpcContext context = default) =>
        AnswerAsync(node, request, () => DescribeNamespace.HandleAsync(node, request));

    /// <inheritdoc/>
    public Task<RegisterNamespaceResponse> RegisterNamespaceAsync(
        RegisterNamespaceRequest request, RpcContext context = default) =>
        AnswerAsync(node, request, () => RegisterNamespace.HandleAsync(node, request));

    /// <inheritdoc/>
    public Task<UpdateNamespaceResponse> UpdateNamespaceAsync(
        UpdateNamespaceRequest request, RpcContext context = default) =>
        AnswerAsync(node, request, () => UpdateNamespace.HandleAsync(node, request));

    /// <inheritdoc/>
    public Task<ListNamespacesResponse> ListNamespacesAsync(
        ListNamespacesRequest request, RpcContext context = default) =>
        AnswerAsync(node, request, () => ListNamespaces.HandleAsync(node, request));

    /// <inheritdoc/>
    public Task<DescribeTaskQueueResponse> DescribeTaskQueueAsync(
        DescribeTaskQueueRequest request, RpcContext context = default) =>
        AnswerAsync(node, request, () => DescribeTaskQueue.HandleAsync(node, request));

    /// <inheritdoc/>
    public Task<ListTaskQueuePartitionsResponse> ListTaskQueuePartitionsAsync(
        ListTaskQueuePartitionsRequest request, RpcContext context = default) =>
        AnswerAsync(node, request, () => ListTaskQueuePartitions.HandleAsync(node, request));

    /// <inheritdoc/>
    public Task<ShutdownWorkerResponse> ShutdownWorkerAsync(
        ShutdownWorkerRequest request, RpcContext context = default) =>
        AnswerAsync(node, request, () => ShutdownWorker.HandleAsync(node, request));

    /// <inheritdoc/>
    public Task<PollNexusTaskQueueResponse> PollNexusTaskQueueAsync(
        PollNexusTaskQueueRequest request, RpcContext context = default) =>
        AnswerAsync(node, request, () => PollNexusTaskQueue.HandleAsync(node, request, context));

    /// <inheritdoc/>
    public Task<RecordWorkerHeartbeatResponse> RecordWorkerHeartbeatAsync(
        RecordWorkerHeartbeatRequest request, RpcContext context = default) =>
        AnswerAsync(node, request, () => RecordWorkerHeartbeat.HandleAsync(node, request));

    /// <inheritdoc/>
    public Task<ListWorkersResponse> ListWorkersAsync(
        ListWorkersRequest request, RpcContext context = default) =>
        AnswerAsync(node, request, () => ListWorkers.HandleAsync(node, request));

    /// <inheritdoc/>
    public Task<DescribeWorkerResponse> DescribeWorkerAsync(
        DescribeWorkerRequest request, RpcContext context = default) =>
        AnswerAsync(node, request, () => DescribeWorker.HandleAsync(node, request));

    /// <inheritdoc/>
    public Task<StartBatchOperationResponse> StartBatchOperationAsync(
        StartBatchOperationRequest request, RpcContext context = default) =>
        AnswerAsync(node, request, () => StartBatchOperation.HandleAsync(node, request));

    /// <inheritdoc/>
    public Task<StopBatchOperationResponse> StopBatchOperationAsync(
        StopBatchOperationRequest request, RpcContext context = default) =>
        AnswerAsync(node, request, () => StopBatchOperation.HandleAsync(node, request));

    /// <inheritdoc/>
    public Task<DescribeBatchOperationResponse> DescribeBatchOperationAsync(
        DescribeBatchOperationRequest request, RpcContext context = default) =>
        AnswerAsync(node, request, () => DescribeBatchOperation.HandleAsync(node, request));

    /// <inheritdoc/>
    public Task<ListBatchOperationsResponse> ListBatchOperationsAsync(
        ListBatchOperationsRequest request, RpcContext context = default) =>
        AnswerAsync(node, request, () => ListBatchOperations.HandleAsync(node, request));

    /// <inheritdoc/>
    public Task<CreateScheduleResponse> CreateScheduleAsync(
        CreateScheduleRequest request, RpcContext context = default) =>
        AnswerAsync(node, request, () => CreateSchedule.HandleAsync(node, request));

    /// <inheritdoc/>
    public Task<DescribeScheduleResponse> DescribeScheduleAsync(
        DescribeScheduleRequest request, RpcContext context = default) =>
        AnswerAsync(node, request, () => DescribeSchedule.HandleAsync(node, request));

    /// <inheritdoc/>
    public Task<UpdateScheduleResponse> UpdateScheduleAsync(
        UpdateScheduleRequest request, RpcContext context = default) =>
        AnswerAsync(node, request, () => UpdateSchedule.HandleAsync(node, request));

    /// <inheritdoc/>
    public Task<PatchScheduleResponse> PatchScheduleAsync(
        PatchScheduleRequest request, RpcContext context = default) =>
        AnswerAsync(node, request, () => PatchSchedule.HandleAsync(node, request));

    /// <inheritdoc/>
    public Task<ListScheduleMatchingTimesResponse> ListScheduleMatchingTimesAsync(
        ListScheduleMatchingTimesRequest request, RpcContext context = default) =>
        AnswerAsync(node, request, () => ListScheduleMatchingTimes.HandleAsync(node, request));

    /// <inheritdoc/>
    public Task<DeleteScheduleResponse> DeleteScheduleAsync(
        DeleteScheduleRequest request, RpcContext context = default) =>
        AnswerAsync(node, request, () => DeleteSchedule.HandleAsync(node, request));

    /// <inheritdoc/>
    public Task<ListSchedulesResponse> ListSchedulesAsync(
        ListSchedulesRequest request, RpcContext context = default) =>
        AnswerAsync(node, request, () => ListSchedules.HandleAsync(node, request));
}
