using Cairn.Api.History.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Protocol;

namespace Cairn.Tests.Twins.Kit;

/// <summary>
/// What a worker meets that takes over from one that died: one task, with all of the history before it.
/// </summary>
internal sealed class Takeover : IRpcInvoker<IWorkflowService>
{
    private readonly TaskCompletionSource<RespondWorkflowTaskCompletedRequest> answered = new();
    private PollWorkflowTaskQueueResponse? task;

    private Takeover(PollWorkflowTaskQueueResponse task) => this.task = task;

    /// <summary>The answer of a new worker to a task that another one got.</summary>
    /// <param name="recorded">The task as the other one got it.</param>
    /// <param name="history">The whole history of the run.</param>
    /// <param name="taskQueue">The task queue.</param>
    public static async Task<RespondWorkflowTaskCompletedRequest> AnswerAsync(
        PollWorkflowTaskQueueResponse recorded, IEnumerable<HistoryEvent> history, string taskQueue)
    {
        var task = recorded.Clone();
        task.History = new() { Events = { history.TakeWhile(e => e.EventId <= task.StartedEventId) } };
        var takeover = new Takeover(task);
        using var worker = Workers.On(takeover, taskQueue);
        return await worker.ExecuteAsync(() => takeover.answered.Task);
    }

    async Task<TResponse> IRpcInvoker<IWorkflowService>.InvokeAsync<TRequest, TResponse>(
        RpcMethod<IWorkflowService, TRequest, TResponse> method, TRequest request, RpcContext context)
    {
        switch (request)
        {
            case PollWorkflowTaskQueueRequest when Interlocked.Exchange(ref task, null) is { } given:
                return (TResponse)(object)given;
            case PollWorkflowTaskQueueRequest or PollActivityTaskQueueRequest:
                await Task.Delay(Timeout.InfiniteTimeSpan, context.CancellationToken);
                break;
            case RespondWorkflowTaskCompletedRequest completed:
                answered.TrySetResult(completed.Clone());
                break;
            case RespondWorkflowTaskFailedRequest failed:
                answered.TrySetException(new InvalidOperationException(failed.Failure.Message));
                break;
        }

        return new();
    }
}
