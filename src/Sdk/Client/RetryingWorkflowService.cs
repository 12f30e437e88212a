using Cairn.Api.WorkflowService.V1;
using Cairn.Protocol;

namespace Cairn.Client;

/// <summary>
/// The service with retries. Polls pass through: their loops have a pace of their own.
/// </summary>
internal sealed class RetryingWorkflowService(IWorkflowService inner, RpcRetry retry) : WorkflowServiceProxy
{
    protected override Task<TResponse> InvokeAsync<TRequest, TResponse>(
        Func<IWorkflowService, TRequest, RpcContext, Task<TResponse>> call,
        TRequest request,
        RpcContext context,
        string member = "") =>
        request is PollWorkflowTaskQueueRequest or PollActivityTaskQueueRequest or PollNexusTaskQueueRequest
            ? call(inner, request, context)
            : retry.CallAsync(inner, call, request, context);
}
