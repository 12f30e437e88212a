using System.Collections.Concurrent;
using System.Threading.Channels;
using Cairn.Api.WorkflowService.V1;
using Cairn.Exceptions;
using Cairn.Protocol;

namespace Cairn.Tests.Sdk;

/// <summary>
/// A server by script: it keeps every request, and answers as the test says. A poll without a script waits until it is
/// cancelled; any other call without one gets an empty answer.
/// </summary>
internal sealed class FakeWorkflowService : IWorkflowService
{
    private readonly ConcurrentDictionary<Type, object> scripts = new();
    private readonly ConcurrentDictionary<Type, object> requests = new();

    /// <summary>Answers all requests of a type.</summary>
    public void On<TRequest, TResponse>(Func<TRequest, RpcContext, Task<TResponse>> script) =>
        scripts[typeof(TRequest)] = script;

    /// <summary>Answers all requests of a type.</summary>
    public void On<TRequest, TResponse>(Func<TRequest, TResponse> script) =>
        On<TRequest, TResponse>((request, _) => Task.FromResult(script(request)));

    /// <summary>Refuses all requests of a type.</summary>
    public void Refuse<TRequest, TResponse>(RpcException error) =>
        On<TRequest, TResponse>((_, _) => Task.FromException<TResponse>(error));

    /// <summary>The next request of a type that the test has not looked at.</summary>
    public async Task<TRequest> NextAsync<TRequest>() =>
        await Requests<TRequest>().Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(60));

    /// <summary>The requests of a type that came so far and that the test has not looked at.</summary>
    public IReadOnlyList<TRequest> Rest<TRequest>()
    {
        var rest = new List<TRequest>();
        while (Requests<TRequest>().Reader.TryRead(out var request))
        {
            rest.Add(request);
        }

        return rest;
    }

    public Task<StartWorkflowExecutionResponse> StartWorkflowExecutionAsync(
        StartWorkflowExecutionRequest request, RpcContext context = default) =>
        AnswerAsync<StartWorkflowExecutionRequest, StartWorkflowExecutionResponse>(request, context);

    public Task<SignalWithStartWorkflowExecutionResponse> SignalWithStartWorkflowExecutionAsync(
        SignalWithStartWorkflowExecutionRequest request, RpcContext context = default) =>
        AnswerAsync<SignalWithStartWorkflowExecutionRequest,
            SignalWithStartWorkflowExecutionResponse>(request, context);

    public Task<PollWorkflowTaskQueueResponse> PollWorkflowTaskQueueAsync(
        PollWorkflowTaskQueueRequest request, RpcContext context = default) =>
        AnswerAsync<PollWorkflowTaskQueueRequest, PollWorkflowTaskQueueResponse>(request, context);

    public Task<RespondWorkflowTaskCompletedResponse> RespondWorkflowTaskCompletedAsync(
        RespondWorkflowTaskCompletedRequest request, RpcContext context = default) =>
        AnswerAsync<RespondWorkflowTaskCompletedRequest, RespondWorkflowTaskCompletedResponse>(request, context);

    public Task<RespondWorkflowTaskFailedResponse> RespondWorkflowTaskFailedAsync(
        RespondWorkflowTaskFailedRequest request, RpcContext context = default) =>
        AnswerAsync<RespondWorkflowTaskFailedRequest, RespondWorkflowTaskFailedResponse>(request, context);

    public Task<RespondQueryTaskCompletedResponse> RespondQueryTaskCompletedAsync(
        RespondQueryTaskCompletedRequest request, RpcContext context = default) =>
        AnswerAsync<RespondQueryTaskCompletedRequest, RespondQueryTaskCompletedResponse>(request, context);

    public Task<ResetStickyTaskQueueResponse> ResetStickyTaskQueueAsync(
        ResetStickyTaskQueueRequest request, RpcContext context = default) =>
        AnswerAsync<ResetStickyTaskQueueRequest, ResetStickyTaskQueueResponse>(request, context);

    public Task<PollActivityTaskQueueResponse> PollActivityTaskQueueAsync(
        PollActivityTaskQueueRequest request, RpcContext context = default) =>
        AnswerAsync<PollActivityTaskQueueRequest, PollActivityTaskQueueResponse>(request, context);

    public Task<RecordActivityTaskHeartbeatResponse> RecordActivityTaskHeartbeatAsync(
        RecordActivityTaskHeartbeatRequest request, RpcContext context = default) =>
        AnswerAsync<RecordActivityTaskHeartbeatRequest, RecordActivityTaskHeartbeatResponse>(request, context);

    public Task<RespondActivityTaskCompletedResponse> RespondActivityTaskCompletedAsync(
        RespondActivityTaskCompletedRequest request, RpcContext context = default) =>
        AnswerAsync<RespondActivityTaskCompletedRequest, RespondActivityTaskCompletedResponse>(request, context);

    public Task<RespondActivityTaskFailedResponse> RespondActivityTaskFailedAsync(
        RespondActivityTaskFailedRequest request, RpcContext context = default) =>
        AnswerAsync<RespondActivityTaskFailedRequest, RespondActivityTaskFailedResponse>(request, context);

    public Task<RespondActivityTaskCanceledResponse> RespondActivityTaskCanceledAsync(
        RespondActivityTaskCanceledRequest request, RpcContext context = default) =>
        AnswerAsync<RespondActivityTaskCanceledRequest, RespondActivityTaskCanceledResponse>(request, context);

    public Task<RecordActivityTaskHeartbeatByIdResponse> RecordActivityTaskHeartbeatByIdAsync(
        RecordActivityTaskHeartbeatByIdRequest request, RpcContext context = default) =>
        AnswerAsync<RecordActivityTaskHeartbeatByIdRequest, RecordActivityTaskHeartbeatByIdResponse>(request, context);

    public Task<RespondActivityTaskCompletedByIdResponse> RespondActivityTaskCompletedByIdAsync(
        RespondActivityTaskCompletedByIdRequest request, RpcContext context = default) =>
        AnswerAsync<RespondActivityTaskCompletedByIdRequest,
            RespondActivityTaskCompletedByIdResponse>(request, context);

    public Task<RespondActivityTaskFailedByIdResponse> RespondActivityTaskFailedByIdAsync(
        RespondActivityTaskFailedByIdRequest request, RpcContext context = default) =>
        AnswerAsync<RespondActivityTaskFailedByIdRequest, RespondActivityTaskFailedByIdResponse>(request, context);

    public Task<RespondActivityTaskCanceledByIdResponse> RespondActivityTaskCanceledByIdAsync(
        RespondActivityTaskCanceledByIdRequest request, RpcContext context = default) =>
        AnswerAsync<RespondActivityTaskCanceledByIdRequest, RespondActivityTaskCanceledByIdResponse>(request, context);

    public Task<SignalWorkflowExecutionResponse> SignalWorkflowExecutionAsync(
        SignalWorkflowExecutionRequest request, RpcContext context = default) =>
        AnswerAsync<SignalWorkflowExecutionRequest, SignalWorkflowExecutionResponse>(request, context);

    public Task<RequestCancelWorkflowExecutionResponse> RequestCancelWorkflowExecutionAsync(
        RequestCancelWorkflowExecutionRequest request, RpcContext context = default) =>
        AnswerAsync<RequestCancelWorkflowExecutionRequest, RequestCancelWorkflowExecutionResponse>(request, context);

    public Task<TerminateWorkflowExecutionResponse> TerminateWorkflowExecutionAsync(
        TerminateWorkflowExecutionRequest request, RpcContext context = default) =>
        AnswerAsync<TerminateWorkflowExecutionRequest, TerminateWorkflowExecutionResponse>(request, context);

    public Task<QueryWorkflowResponse> QueryWorkflowAsync(
        QueryWorkflowRequest request, RpcContext context = default) =>
        AnswerAsync<QueryWorkflowRequest, QueryWorkflowResponse>(request, context);

    public Task<DescribeWorkflowExecutionResponse> DescribeWorkflowExecutionAsync(
        DescribeWorkflowExecutionRequest request, RpcContext context = default) =>
        AnswerAsync<DescribeWorkflowExecutionRequest, DescribeWorkflowExecutionResponse>(request, context);

    public Task<GetWorkflowExecutionHistoryResponse> GetWorkflowExecutionHistoryAsync(
        GetWorkflowExecutionHistoryRequest request, RpcContext context = default) =>
        AnswerAsync<GetWorkflowExecutionHistoryRequest, GetWorkflowExecutionHistoryResponse>(request, context);

    public Task<GetSystemInfoResponse> GetSystemInfoAsync(
        GetSystemInfoRequest request, RpcContext context = default) =>
        AnswerAsync<GetSystemInfoRequest, GetSystemInfoResponse>(request, context);

    public Task<DescribeNamespaceResponse> DescribeNamespaceAsync(
        DescribeNamespaceRequest request, RpcContext context = default) =>
        AnswerAsync<DescribeNamespaceRequest, DescribeNamespaceResponse>(request, context);

    public Task<ShutdownWorkerResponse> ShutdownWorkerAsync(
        ShutdownWorkerRequest request, RpcContext context = default) =>
        AnswerAsync<ShutdownWorkerRequest, ShutdownWorkerResponse>(request, context);

    private Channel<TRequest> Requests<TRequest>() =>
        (Channel<TRequest>)requests.GetOrAdd(typeof(TRequest), static _ => Channel.CreateUnbounded<TRequest>());

    private async Task<TResponse> AnswerAsync<TRequest, TResponse>(TRequest request, RpcContext context)
        where TResponse : new()
    {
        Requests<TRequest>().Writer.TryWrite(request);
        if (scripts.TryGetValue(typeof(TRequest), out var script))
        {
            return await ((Func<TRequest, RpcContext, Task<TResponse>>)script)(request, context);
        }

        if (typeof(TRequest).Name.StartsWith("Poll", StringComparison.Ordinal))
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, context.CancellationToken);
        }

        return new();
    }
}
