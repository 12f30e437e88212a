using System.Runtime.CompilerServices;
using Cairn.Api.WorkflowService.V1;
using Cairn.Protocol;
using Google.Protobuf;

namespace Cairn.Client;

/// <summary>
/// All calls of the service as one: who stands before a service, or far from it, says once what happens to a call.
/// A new rpc is one member here.
/// </summary>
internal abstract class WorkflowServiceProxy : IWorkflowService
{
    public Task<StartWorkflowExecutionResponse> StartWorkflowExecutionAsync(
        StartWorkflowExecutionRequest request, RpcContext context = default) =>
        InvokeAsync(static (s, r, c) => s.StartWorkflowExecutionAsync(r, c), request, context);

    public Task<SignalWithStartWorkflowExecutionResponse> SignalWithStartWorkflowExecutionAsync(
        SignalWithStartWorkflowExecutionRequest request, RpcContext context = default) =>
        InvokeAsync(static (s, r, c) => s.SignalWithStartWorkflowExecutionAsync(r, c), request, context);

    public Task<PollWorkflowTaskQueueResponse> PollWorkflowTaskQueueAsync(
        PollWorkflowTaskQueueRequest request, RpcContext context = default) =>
        InvokeAsync(static (s, r, c) => s.PollWorkflowTaskQueueAsync(r, c), request, context);

    public Task<RespondWorkflowTaskCompletedResponse> RespondWorkflowTaskCompletedAsync(
        RespondWorkflowTaskCompletedRequest request, RpcContext context = default) =>
        InvokeAsync(static (s, r, c) => s.RespondWorkflowTaskCompletedAsync(r, c), request, context);

    public Task<RespondWorkflowTaskFailedResponse> RespondWorkflowTaskFailedAsync(
        RespondWorkflowTaskFailedRequest request, RpcContext context = default) =>
        InvokeAsync(static (s, r, c) => s.RespondWorkflowTaskFailedAsync(r, c), request, context);

    public Task<RespondQueryTaskCompletedResponse> RespondQueryTaskCompletedAsync(
        RespondQueryTaskCompletedRequest request, RpcContext context = default) =>
        InvokeAsync(static (s, r, c) => s.RespondQueryTaskCompletedAsync(r, c), request, context);

    public Task<ResetStickyTaskQueueResponse> ResetStickyTaskQueueAsync(
        ResetStickyTaskQueueRequest request, RpcContext context = default) =>
        InvokeAsync(static (s, r, c) => s.ResetStickyTaskQueueAsync(r, c), request, context);

    public Task<PollActivityTaskQueueResponse> PollActivityTaskQueueAsync(
        PollActivityTaskQueueRequest request, RpcContext context = default) =>
        InvokeAsync(static (s, r, c) => s.PollActivityTaskQueueAsync(r, c), request, context);

    public Task<RecordActivityTaskHeartbeatResponse> RecordActivityTaskHeartbeatAsync(
        RecordActivityTaskHeartbeatRequest request, RpcContext context = default) =>
        InvokeAsync(static (s, r, c) => s.RecordActivityTaskHeartbeatAsync(r, c), request, context);

    public Task<RespondActivityTaskCompletedResponse> RespondActivityTaskCompletedAsync(
        RespondActivityTaskCompletedRequest request, RpcContext context = default) =>
        InvokeAsync(static (s, r, c) => s.RespondActivityTaskCompletedAsync(r, c), request, context);

    public Task<RespondActivityTaskFailedResponse> RespondActivityTaskFailedAsync(
        RespondActivityTaskFailedRequest request, RpcContext context = default) =>
        InvokeAsync(static (s, r, c) => s.RespondActivityTaskFailedAsync(r, c), request, context);

    public Task<RespondActivityTaskCanceledResponse> RespondActivityTaskCanceledAsync(
        RespondActivityTaskCanceledRequest request, RpcContext context = default) =>
        InvokeAsync(static (s, r, c) => s.RespondActivityTaskCanceledAsync(r, c), request, context);

    public Task<RecordActivityTaskHeartbeatByIdResponse> RecordActivityTaskHeartbeatByIdAsync(
        RecordActivityTaskHeartbeatByIdRequest request, RpcContext context = default) =>
        InvokeAsync(static (s, r, c) => s.RecordActivityTaskHeartbeatByIdAsync(r, c), request, context);

    public Task<RespondActivityTaskCompletedByIdResponse> RespondActivityTaskCompletedByIdAsync(
        RespondActivityTaskCompletedByIdRequest request, RpcContext context = default) =>
        InvokeAsync(static (s, r, c) => s.RespondActivityTaskCompletedByIdAsync(r, c), request, context);

    public Task<RespondActivityTaskFailedByIdResponse> RespondActivityTaskFailedByIdAsync(
        RespondActivityTaskFailedByIdRequest request, RpcContext context = default) =>
        InvokeAsync(static (s, r, c) => s.RespondActivityTaskFailedByIdAsync(r, c), request, context);

    public Task<RespondActivityTaskCanceledByIdResponse> RespondActivityTaskCanceledByIdAsync(
        RespondActivityTaskCanceledByIdRequest request, RpcContext context = default) =>
        InvokeAsync(static (s, r, c) => s.RespondActivityTaskCanceledByIdAsync(r, c), request, context);

    public Task<SignalWorkflowExecutionResponse> SignalWorkflowExecutionAsync(
        SignalWorkflowExecutionRequest request, RpcContext context = default) =>
        InvokeAsync(static (s, r, c) => s.SignalWorkflowExecutionAsync(r, c), request, context);

    public Task<RequestCancelWorkflowExecutionResponse> RequestCancelWorkflowExecutionAsync(
        RequestCancelWorkflowExecutionRequest request, RpcContext context = default) =>
        InvokeAsync(static (s, r, c) => s.RequestCancelWorkflowExecutionAsync(r, c), request, context);

    public Task<TerminateWorkflowExecutionResponse> TerminateWorkflowExecutionAsync(
        TerminateWorkflowExecutionRequest request, RpcContext context = default) =>
        InvokeAsync(static (s, r, c) => s.TerminateWorkflowExecutionAsync(r, c), request, context);

    public Task<DeleteWorkflowExecutionResponse> DeleteWorkflowExecutionAsync(
        DeleteWorkflowExecutionRequest request, RpcContext context = default) =>
        InvokeAsync(static (s, r, c) => s.DeleteWorkflowExecutionAsync(r, c), request, context);

    public Task<UpdateWorkflowExecutionResponse> UpdateWorkflowExecutionAsync(
        UpdateWorkflowExecutionRequest request, RpcContext context = default) =>
        InvokeAsync(static (s, r, c) => s.UpdateWorkflowExecutionAsync(r, c), request, context);

    public Task<PollWorkflowExecutionUpdateResponse> PollWorkflowExecutionUpdateAsync(
        PollWorkflowExecutionUpdateRequest request, RpcContext context = default) =>
        InvokeAsync(static (s, r, c) => s.PollWorkflowExecutionUpdateAsync(r, c), request, context);

    public Task<ExecuteMultiOperationResponse> ExecuteMultiOperationAsync(
        ExecuteMultiOperationRequest request, RpcContext context = default) =>
        InvokeAsync(static (s, r, c) => s.ExecuteMultiOperationAsync(r, c), request, context);

    public Task<ResetWorkflowExecutionResponse> ResetWorkflowExecutionAsync(
        ResetWorkflowExecutionRequest request, RpcContext context = default) =>
        InvokeAsync(static (s, r, c) => s.ResetWorkflowExecutionAsync(r, c), request, context);

    public Task<QueryWorkflowResponse> QueryWorkflowAsync(
        QueryWorkflowRequest request, RpcContext context = default) =>
        InvokeAsync(static (s, r, c) => s.QueryWorkflowAsync(r, c), request, context);

    public Task<PauseActivityResponse> PauseActivityAsync(
        PauseActivityRequest request, RpcContext context = default) =>
        InvokeAsync(static (s, r, c) => s.PauseActivityAsync(r, c), request, context);

    public Task<UnpauseActivityResponse> UnpauseActivityAsync(
        UnpauseActivityRequest request, RpcContext context = default) =>
        InvokeAsync(static (s, r, c) => s.UnpauseActivityAsync(r, c), request, context);

    public Task<ResetActivityResponse> ResetActivityAsync(
        ResetActivityRequest request, RpcContext context = default) =>
        InvokeAsync(static (s, r, c) => s.ResetActivityAsync(r, c), request, context);

    public Task<UpdateActivityOptionsResponse> UpdateActivityOptionsAsync(
        UpdateActivityOptionsRequest request, RpcContext context = default) =>
        InvokeAsync(static (s, r, c) => s.UpdateActivityOptionsAsync(r, c), request, context);

    public Task<DescribeWorkflowExecutionResponse> DescribeWorkflowExecutionAsync(
        DescribeWorkflowExecutionRequest request, RpcContext context = default) =>
        InvokeAsync(static (s, r, c) => s.DescribeWorkflowExecutionAsync(r, c), request, context);

    public Task<GetWorkflowExecutionHistoryResponse> GetWorkflowExecutionHistoryAsync(
        GetWorkflowExecutionHistoryRequest request, RpcContext context = default) =>
        InvokeAsync(static (s, r, c) => s.GetWorkflowExecutionHistoryAsync(r, c), request, context);

    public Task<ListWorkflowExecutionsResponse> ListWorkflowExecutionsAsync(
        ListWorkflowExecutionsRequest request, RpcContext context = default) =>
        InvokeAsync(static (s, r, c) => s.ListWorkflowExecutionsAsync(r, c), request, context);

    public Task<CountWorkflowExecutionsResponse> CountWorkflowExecutionsAsync(
        CountWorkflowExecutionsRequest request, RpcContext context = default) =>
        InvokeAsync(static (s, r, c) => s.CountWorkflowExecutionsAsync(r, c), request, context);

    public Task<ListOpenWorkflowExecutionsResponse> ListOpenWorkflowExecutionsAsync(
        ListOpenWorkflowExecutionsRequest request, RpcContext context = default) =>
        InvokeAsync(static (s, r, c) => s.ListOpenWorkflowExecutionsAsync(r, c), request, context);

    public Task<ListClosedWorkflowExecutionsResponse> ListClosedWorkflowExecutionsAsync(
        ListClosedWorkflowExecutionsRequest request, RpcContext context = default) =>
        InvokeAsync(static (s, r, c) => s.ListClosedWorkflowExecutionsAsync(r, c), request, context);

    public Task<GetSearchAttributesResponse> GetSearchAttributesAsync(
        GetSearchAttributesRequest request, RpcContext context = default) =>
        InvokeAsync(static (s, r, c) => s.GetSearchAttributesAsync(r, c), request, context);

    public Task<GetWorkflowExecutionHistoryReverseResponse> GetWorkflowExecutionHistoryReverseAsync(
        GetWorkflowExecutionHistoryReverseRequest request, RpcContext context = default) =>
        InvokeAsync(static (s, r, c) => s.GetWorkflowExecutionHistoryReverseAsync(r, c), request, context);

    public Task<GetSystemInfoResponse> GetSystemInfoAsync(
        GetSystemInfoRequest request, RpcContext context = default) =>
        InvokeAsync(static (s, r, c) => s.GetSystemInfoAsync(r, c), request, context);

    public Task<GetClusterInfoResponse> GetClusterInfoAsync(
        GetClusterInfoRequest request, RpcContext context = default) =>
        InvokeAsync(static (s, r, c) => s.GetClusterInfoAsync(r, c), request, context);

    public Task<DescribeNamespaceResponse> DescribeNamespaceAsync(
        DescribeNamespaceRequest request, RpcContext context = default) =>
        InvokeAsync(static (s, r, c) => s.DescribeNamespaceAsync(r, c), request, context);

    public Task<RegisterNamespaceResponse> RegisterNamespaceAsync(
        RegisterNamespaceRequest request, RpcContext context = default) =>
        InvokeAsync(static (s, r, c) => s.RegisterNamespaceAsync(r, c), request, context);

    public Task<UpdateNamespaceResponse> UpdateNamespaceAsync(
        UpdateNamespaceRequest request, RpcContext context = default) =>
        InvokeAsync(static (s, r, c) => s.UpdateNamespaceAsync(r, c), request, context);

    public Task<ListNamespacesResponse> ListNamespacesAsync(
        ListNamespacesRequest request, RpcContext context = default) =>
        InvokeAsync(static (s, r, c) => s.ListNamespacesAsync(r, c), request, context);

    public Task<DescribeTaskQueueResponse> DescribeTaskQueueAsync(
        DescribeTaskQueueRequest request, RpcContext context = default) =>
        InvokeAsync(static (s, r, c) => s.DescribeTaskQueueAsync(r, c), request, context);

    public Task<ListTaskQueuePartitionsResponse> ListTaskQueuePartitionsAsync(
        ListTaskQueuePartitionsRequest request, RpcContext context = default) =>
        InvokeAsync(static (s, r, c) => s.ListTaskQueuePartitionsAsync(r, c), request, context);

    public Task<ShutdownWorkerResponse> ShutdownWorkerAsync(
        ShutdownWorkerRequest request, RpcContext context = default) =>
        InvokeAsync(static (s, r, c) => s.ShutdownWorkerAsync(r, c), request, context);

    /// <inheritdoc/>
    public Task<PollNexusTaskQueueResponse> PollNexusTaskQueueAsync(
        PollNexusTaskQueueRequest request, RpcContext context = default) =>
        InvokeAsync(static (s, r, c) => s.PollNexusTaskQueueAsync(r, c), request, context);

    public Task<RecordWorkerHeartbeatResponse> RecordWorkerHeartbeatAsync(
        RecordWorkerHeartbeatRequest request, RpcContext context = default) =>
        InvokeAsync(static (s, r, c) => s.RecordWorkerHeartbeatAsync(r, c), request, context);

    public Task<ListWorkersResponse> ListWorkersAsync(
        ListWorkersRequest request, RpcContext context = default) =>
        InvokeAsync(static (s, r, c) => s.ListWorkersAsync(r, c), request, context);

    public Task<DescribeWorkerResponse> DescribeWorkerAsync(
        DescribeWorkerRequest request, RpcContext context = default) =>
        InvokeAsync(static (s, r, c) => s.DescribeWorkerAsync(r, c), request, context);

    public Task<StartBatchOperationResponse> StartBatchOperationAsync(
        StartBatchOperationRequest request, RpcContext context = default) =>
        InvokeAsync(static (s, r, c) => s.StartBatchOperationAsync(r, c), request, context);

    public Task<StopBatchOperationResponse> StopBatchOperationAsync(
        StopBatchOperationRequest request, RpcContext context = default) =>
        InvokeAsync(static (s, r, c) => s.StopBatchOperationAsync(r, c), request, context);

    public Task<DescribeBatchOperationResponse> DescribeBatchOperationAsync(
        DescribeBatchOperationRequest request, RpcContext context = default) =>
        InvokeAsync(static (s, r, c) => s.DescribeBatchOperationAsync(r, c), request, context);

    public Task<ListBatchOperationsResponse> ListBatchOperationsAsync(
        ListBatchOperationsRequest request, RpcContext context = default) =>
        InvokeAsync(static (s, r, c) => s.ListBatchOperationsAsync(r, c), request, context);

    public Task<CreateScheduleResponse> CreateScheduleAsync(
        CreateScheduleRequest request, RpcContext context = default) =>
        InvokeAsync(static (s, r, c) => s.CreateScheduleAsync(r, c), request, context);

    public Task<DescribeScheduleResponse> DescribeScheduleAsync(
        DescribeScheduleRequest request, RpcContext context = default) =>
        InvokeAsync(static (s, r, c) => s.DescribeScheduleAsync(r, c), request, context);

    public Task<UpdateScheduleResponse> UpdateScheduleAsync(
        UpdateScheduleRequest request, RpcContext context = default) =>
        InvokeAsync(static (s, r, c) => s.UpdateScheduleAsync(r, c), request, context);

    public Task<PatchScheduleResponse> PatchScheduleAsync(
        PatchScheduleRequest request, RpcContext context = default) =>
        InvokeAsync(static (s, r, c) => s.PatchScheduleAsync(r, c), request, context);

    public Task<ListScheduleMatchingTimesResponse> ListScheduleMatchingTimesAsync(
        ListScheduleMatchingTimesRequest request, RpcContext context = default) =>
        InvokeAsync(static (s, r, c) => s.ListScheduleMatchingTimesAsync(r, c), request, context);

    public Task<DeleteScheduleResponse> DeleteScheduleAsync(
        DeleteScheduleRequest request, RpcContext context = default) =>
        InvokeAsync(static (s, r, c) => s.DeleteScheduleAsync(r, c), request, context);

    public Task<ListSchedulesResponse> ListSchedulesAsync(
        ListSchedulesRequest request, RpcContext context = default) =>
        InvokeAsync(static (s, r, c) => s.ListSchedulesAsync(r, c), request, context);

    /// <summary>Makes a call.</summary>
    /// <param name="call">The same call of another service.</param>
    /// <param name="request">What is asked.</param>
    /// <param name="context">What goes with it.</param>
    /// <param name="member">The member that was called: the name of the rpc and <c>Async</c>.</param>
    protected abstract Task<TResponse> InvokeAsync<TRequest, TResponse>(
        Func<IWorkflowService, TRequest, RpcContext, Task<TResponse>> call,
        TRequest request,
        RpcContext context,
        [CallerMemberName] string member = "")
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse>, new();
}
