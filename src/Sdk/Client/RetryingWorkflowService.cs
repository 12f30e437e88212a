using Cairn.Api.WorkflowService.V1;
using Cairn.Exceptions;
using Cairn.Protocol;

namespace Cairn.Client;

/// <summary>
/// Tries calls again that failed for a passing reason. The request goes out again as it is, so its request id makes
/// it one start or one signal, however often it arrives. Polls pass through: their loops have a pace of their own.
/// </summary>
internal sealed class RetryingWorkflowService(IWorkflowService inner, RpcRetryOptions options, TimeProvider time)
    : IWorkflowService
{
    public Task<StartWorkflowExecutionResponse> StartWorkflowExecutionAsync(
        StartWorkflowExecutionRequest request, RpcContext context = default) =>
        CallAsync(static (s, r, c) => s.StartWorkflowExecutionAsync(r, c), request, context);

    public Task<SignalWithStartWorkflowExecutionResponse> SignalWithStartWorkflowExecutionAsync(
        SignalWithStartWorkflowExecutionRequest request, RpcContext context = default) =>
        CallAsync(static (s, r, c) => s.SignalWithStartWorkflowExecutionAsync(r, c), request, context);

    public Task<PollWorkflowTaskQueueResponse> PollWorkflowTaskQueueAsync(
        PollWorkflowTaskQueueRequest request, RpcContext context = default) =>
        inner.PollWorkflowTaskQueueAsync(request, context);

    public Task<RespondWorkflowTaskCompletedResponse> RespondWorkflowTaskCompletedAsync(
        RespondWorkflowTaskCompletedRequest request, RpcContext context = default) =>
        CallAsync(static (s, r, c) => s.RespondWorkflowTaskCompletedAsync(r, c), request, context);

    public Task<RespondWorkflowTaskFailedResponse> RespondWorkflowTaskFailedAsync(
        RespondWorkflowTaskFailedRequest request, RpcContext context = default) =>
        CallAsync(static (s, r, c) => s.RespondWorkflowTaskFailedAsync(r, c), request, context);

    public Task<RespondQueryTaskCompletedResponse> RespondQueryTaskCompletedAsync(
        RespondQueryTaskCompletedRequest request, RpcContext context = default) =>
        CallAsync(static (s, r, c) => s.RespondQueryTaskCompletedAsync(r, c), request, context);

    public Task<ResetStickyTaskQueueResponse> ResetStickyTaskQueueAsync(
        ResetStickyTaskQueueRequest request, RpcContext context = default) =>
        CallAsync(static (s, r, c) => s.ResetStickyTaskQueueAsync(r, c), request, context);

    public Task<PollActivityTaskQueueResponse> PollActivityTaskQueueAsync(
        PollActivityTaskQueueRequest request, RpcContext context = default) =>
        inner.PollActivityTaskQueueAsync(request, context);

    public Task<RecordActivityTaskHeartbeatResponse> RecordActivityTaskHeartbeatAsync(
        RecordActivityTaskHeartbeatRequest request, RpcContext context = default) =>
        CallAsync(static (s, r, c) => s.RecordActivityTaskHeartbeatAsync(r, c), request, context);

    public Task<RespondActivityTaskCompletedResponse> RespondActivityTaskCompletedAsync(
        RespondActivityTaskCompletedRequest request, RpcContext context = default) =>
        CallAsync(static (s, r, c) => s.RespondActivityTaskCompletedAsync(r, c), request, context);

    public Task<RespondActivityTaskFailedResponse> RespondActivityTaskFailedAsync(
        RespondActivityTaskFailedRequest request, RpcContext context = default) =>
        CallAsync(static (s, r, c) => s.RespondActivityTaskFailedAsync(r, c), request, context);

    public Task<RespondActivityTaskCanceledResponse> RespondActivityTaskCanceledAsync(
        RespondActivityTaskCanceledRequest request, RpcContext context = default) =>
        CallAsync(static (s, r, c) => s.RespondActivityTaskCanceledAsync(r, c), request, context);

    public Task<RecordActivityTaskHeartbeatByIdResponse> RecordActivityTaskHeartbeatByIdAsync(
        RecordActivityTaskHeartbeatByIdRequest request, RpcContext context = default) =>
        CallAsync(static (s, r, c) => s.RecordActivityTaskHeartbeatByIdAsync(r, c), request, context);

    public Task<RespondActivityTaskCompletedByIdResponse> RespondActivityTaskCompletedByIdAsync(
        RespondActivityTaskCompletedByIdRequest request, RpcContext context = default) =>
        CallAsync(static (s, r, c) => s.RespondActivityTaskCompletedByIdAsync(r, c), request, context);

    public Task<RespondActivityTaskFailedByIdResponse> RespondActivityTaskFailedByIdAsync(
        RespondActivityTaskFailedByIdRequest request, RpcContext context = default) =>
        CallAsync(static (s, r, c) => s.RespondActivityTaskFailedByIdAsync(r, c), request, context);

    public Task<RespondActivityTaskCanceledByIdResponse> RespondActivityTaskCanceledByIdAsync(
        RespondActivityTaskCanceledByIdRequest request, RpcContext context = default) =>
        CallAsync(static (s, r, c) => s.RespondActivityTaskCanceledByIdAsync(r, c), request, context);

    public Task<SignalWorkflowExecutionResponse> SignalWorkflowExecutionAsync(
        SignalWorkflowExecutionRequest request, RpcContext context = default) =>
        CallAsync(static (s, r, c) => s.SignalWorkflowExecutionAsync(r, c), request, context);

    public Task<RequestCancelWorkflowExecutionResponse> RequestCancelWorkflowExecutionAsync(
        RequestCancelWorkflowExecutionRequest request, RpcContext context = default) =>
        CallAsync(static (s, r, c) => s.RequestCancelWorkflowExecutionAsync(r, c), request, context);

    public Task<TerminateWorkflowExecutionResponse> TerminateWorkflowExecutionAsync(
        TerminateWorkflowExecutionRequest request, RpcContext context = default) =>
        CallAsync(static (s, r, c) => s.TerminateWorkflowExecutionAsync(r, c), request, context);

    public Task<QueryWorkflowResponse> QueryWorkflowAsync(
        QueryWorkflowRequest request, RpcContext context = default) =>
        CallAsync(static (s, r, c) => s.QueryWorkflowAsync(r, c), request, context);

    public Task<DescribeWorkflowExecutionResponse> DescribeWorkflowExecutionAsync(
        DescribeWorkflowExecutionRequest request, RpcContext context = default) =>
        CallAsync(static (s, r, c) => s.DescribeWorkflowExecutionAsync(r, c), request, context);

    public Task<GetWorkflowExecutionHistoryResponse> GetWorkflowExecutionHistoryAsync(
        GetWorkflowExecutionHistoryRequest request, RpcContext context = default) =>
        CallAsync(static (s, r, c) => s.GetWorkflowExecutionHistoryAsync(r, c), request, context);

    public Task<GetSystemInfoResponse> GetSystemInfoAsync(
        GetSystemInfoRequest request, RpcContext context = default) =>
        CallAsync(static (s, r, c) => s.GetSystemInfoAsync(r, c), request, context);

    public Task<DescribeNamespaceResponse> DescribeNamespaceAsync(
        DescribeNamespaceRequest request, RpcContext context = default) =>
        CallAsync(static (s, r, c) => s.DescribeNamespaceAsync(r, c), request, context);

    public Task<ShutdownWorkerResponse> ShutdownWorkerAsync(
        ShutdownWorkerRequest request, RpcContext context = default) =>
        CallAsync(static (s, r, c) => s.ShutdownWorkerAsync(r, c), request, context);

    private Task<TResponse> CallAsync<TRequest, TResponse>(
        Func<IWorkflowService, TRequest, RpcContext, Task<TResponse>> call, TRequest request, RpcContext context)
    {
        var first = call(inner, request, context);
        return first.IsCompletedSuccessfully ? first : AwaitAsync(first, call, request, context);
    }

    private async Task<TResponse> AwaitAsync<TRequest, TResponse>(
        Task<TResponse> pending,
        Func<IWorkflowService, TRequest, RpcContext, Task<TResponse>> call,
        TRequest request,
        RpcContext context)
    {
        RpcBackoff? backoff = null;
        while (true)
        {
            TimeSpan wait;
            try
            {
                return await pending;
            }
            catch (RpcException e)
            {
                backoff ??= new(options, time);
                if (backoff.Next(e) is not { } next)
                {
                    throw;
                }

                wait = next;
            }

            await Task.Delay(wait, time, context.CancellationToken);
            pending = call(inner, request, context);
        }
    }
}
