using Cairn.Api.WorkflowService.V1;
using Cairn.Converters;
using Cairn.Exceptions;
using Cairn.Protocol;
using Google.Protobuf;

namespace Cairn.Testing.TimeSkipping;

/// <summary>
/// Passes the calls of clients and workers on to the engine, on its scheduler, and keeps account: which calls wait,
/// which tasks are running, which tasks failed.
/// </summary>
/// <param name="service">The engine.</param>
/// <param name="watch">What is kept.</param>
internal sealed class ServiceWatch(IWorkflowService service, EngineWatch watch) : IRpcInvoker<IWorkflowService>
{
    /// <inheritdoc/>
    public Task<TResponse> InvokeAsync<TRequest, TResponse>(
        RpcMethod<IWorkflowService, TRequest, TResponse> method, TRequest request, RpcContext context)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse>, new() =>
        Task.Factory.StartNew(
            () => CallAsync(method, request, context),
            CancellationToken.None,
            TaskCreationOptions.DenyChildAttach,
            watch.Scheduler).Unwrap();

    // Awaits stay on the scheduler: what is kept has changed when the engine becomes idle.
    private async Task<TResponse> CallAsync<TRequest, TResponse>(
        RpcMethod<IWorkflowService, TRequest, TResponse> method, TRequest request, RpcContext context)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse>, new()
    {
        if (!method.IsTaskPoll)
        {
            watch.Skipper.Called();
        }

        try
        {
            var response = await AwaitAsync(method, request, context).ConfigureAwait(true);
            After(request, response);
            return response;
        }
        catch (RpcException e)
        {
            Refused(request, e);
            throw;
        }
    }

    private async Task<TResponse> AwaitAsync<TRequest, TResponse>(
        RpcMethod<IWorkflowService, TRequest, TResponse> method, TRequest request, RpcContext context)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse>, new()
    {
        if (request is RespondWorkflowTaskFailedRequest failed)
        {
            await FailedAsync(failed).ConfigureAwait(true);
        }

        if (AwaitedBy(request) is not { } workflowId)
        {
            return watch.Faults is { } faults
                && await faults.InsteadAsync(service, request, watch.Skipper).ConfigureAwait(true) is { } instead
                    ? (TResponse)instead
                    : await method.InvokeAsync(service, request, context).ConfigureAwait(true);
        }

        var wait = new Wait(workflowId, default);
        watch.Skipper.Add(wait);
        try
        {
            watch.EndFailed();
            using var end = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken);
            var call = method.InvokeAsync(service, request, context with { CancellationToken = end.Token });
            await Task.WhenAny(call, wait.Over).ConfigureAwait(true);
            if (!call.IsCompleted && await wait.Over.ConfigureAwait(true) is { } error)
            {
                await end.CancelAsync().ConfigureAwait(true);
                await ((Task)call).ConfigureAwait(
                    ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
                throw error;
            }

            return await call.ConfigureAwait(true);
        }
        finally
        {
            watch.Skipper.Remove(wait);
        }
    }

    private static string? AwaitedBy(IMessage? request) => request switch
    {
        GetWorkflowExecutionHistoryRequest { WaitNewEvent: true } history => history.Execution?.WorkflowId,
        PollWorkflowExecutionUpdateRequest update => update.UpdateRef?.WorkflowExecution?.WorkflowId,
        UpdateWorkflowExecutionRequest update => update.WorkflowExecution?.WorkflowId,
        ExecuteMultiOperationRequest { Operations: [{ StartWorkflow: { } start }, ..] } => start.WorkflowId,
        _ => null,
    };

    private void After(IMessage? request, IMessage response)
    {
        switch (response)
        {
            case PollWorkflowTaskQueueResponse task:
                watch.Received(task);
                break;
            case PollActivityTaskQueueResponse task:
                watch.Received(task);
                break;
            case StartWorkflowExecutionResponse { EagerWorkflowTask: { } task }:
                watch.Received(task);
                break;
            case RespondWorkflowTaskCompletedResponse answer when request is RespondWorkflowTaskCompletedRequest done:
                watch.Completed(done.TaskToken);
                if (answer.WorkflowTask is { } next)
                {
                    watch.Received(next);
                }

                foreach (var task in answer.ActivityTasks)
                {
                    watch.Received(task);
                }

                break;
            case RecordActivityTaskHeartbeatResponse when request is RecordActivityTaskHeartbeatRequest beat:
                watch.Tasks.Beat(beat.TaskToken, watch.Now);
                break;
            default:
                Answered(request);
                break;
        }
    }

    private void Answered(IMessage? request)
    {
        if (TokenOf(request) is { } token)
        {
            watch.Answered(token);
        }
        else if (ActivityOf(request) is var (workflowId, activityId))
        {
            watch.Tasks.RemoveActivity(workflowId, activityId);
        }
    }

    private static ByteString? TokenOf(IMessage? answer) => answer switch
    {
        RespondWorkflowTaskCompletedRequest task => task.TaskToken,
        RespondWorkflowTaskFailedRequest task => task.TaskToken,
        RespondQueryTaskCompletedRequest task => task.TaskToken,
        RespondActivityTaskCompletedRequest task => task.TaskToken,
        RespondActivityTaskFailedRequest task => task.TaskToken,
        RespondActivityTaskCanceledRequest task => task.TaskToken,
        _ => null,
    };

    private static (string WorkflowId, string ActivityId)? ActivityOf(IMessage? answer) => answer switch
    {
        RespondActivityTaskCompletedByIdRequest task => (task.WorkflowId, task.ActivityId),
        RespondActivityTaskFailedByIdRequest task => (task.WorkflowId, task.ActivityId),
        RespondActivityTaskCanceledByIdRequest task => (task.WorkflowId, task.ActivityId),
        _ => null,
    };

    private void Refused(IMessage? request, RpcException refusal)
    {
        if (request is RespondWorkflowTaskCompletedRequest answer
            && refusal.Code == RpcException.StatusCode.InvalidArgument
            && !refusal.Message.Contains("UnhandledCommand", StringComparison.Ordinal))
        {
            watch.Failed(answer.TaskToken, refusal);
        }

        if (refusal.Code is not (RpcException.StatusCode.ResourceExhausted or RpcException.StatusCode.Unavailable))
        {
            Answered(request);
        }
    }

    private async Task FailedAsync(RespondWorkflowTaskFailedRequest failed)
    {
        if (TaskFailures.IsLasting(failed.Cause))
        {
            watch.Failed(failed.TaskToken, await CauseAsync(failed).ConfigureAwait(true));
        }
    }

    private async Task<Exception> CauseAsync(RespondWorkflowTaskFailedRequest failed)
    {
        try
        {
            return await watch.ConverterOf(failed).ToExceptionAsync(failed.Failure ?? new()).ConfigureAwait(true);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return new CairnException($"{failed.Failure?.Message} ({failed.Cause}; its details cannot be read)", e);
        }
    }
}
