using Cairn.Api.WorkflowService.V1;
using Cairn.Engine.Executions.Activities;
using Cairn.Engine.Executions.Views;
using Cairn.Exceptions;
using Cairn.Protocol;
using Cairn.Runtime.TaskQueues;

namespace Cairn.Runtime.Requests;

/// <summary>Waits for an activity task.</summary>
internal static class PollActivityTaskQueue
{
    /// <summary>Answers the request.</summary>
    public static async Task<PollActivityTaskQueueResponse> HandleAsync(
        Node node, PollActivityTaskQueueRequest request, RpcContext context)
    {
        var @namespace = node.Namespaces.Find(request.Namespace);
        var deadline = Polls.Check(node, request.TaskQueue, request.Identity, context);
        var queue = new TaskQueueKey(TaskKind.Activity, @namespace, new(request.TaskQueue.Name));
        var poller = new PollerKey(request.WorkerInstanceKey);
        node.Queues.RecordPoll(queue, request.Identity, request.TaskQueueMetadata?.MaxTasksPerSecond);
        while (await node.Queues.TakeAsync(queue, poller, deadline.Left, context.CancellationToken) is { } offer)
        {
            try
            {
                if (offer is QueuedTask.OfActivity task
                    && await StartAsync(node, task, request) is { } response)
                {
                    return response;
                }
            }
            catch (RpcException refused) when (refused.Code
                is RpcException.StatusCode.Internal
                or RpcException.StatusCode.FailedPrecondition
                or RpcException.StatusCode.DataLoss)
            {
                // The execution is set aside or damaged: its task is dropped, so that other tasks are not held up.
                continue;
            }
            catch
            {
                node.Queues.Offer(queue, offer); // The store failed: a later poll may succeed.
                throw;
            }
        }

        return new PollActivityTaskQueueResponse();
    }

    private static Task<PollActivityTaskQueueResponse?> StartAsync(
        Node node, QueuedTask.OfActivity task, PollActivityTaskQueueRequest request) => node.AskAsync(task.Key, scope =>
        {
            scope.IsLazy = true;
            if (scope.Run is not { } run)
            {
                return null;
            }

            var turn = scope.Begin(run);
            var requestId = node.Options.NewId().ToString();
            if (!StartActivity.Decide(
                turn,
                task.ScheduledEventId,
                task.Attempt,
                task.Fallback,
                requestId,
                request.Identity,
                Polls.Version(request.WorkerVersionCapabilities)))
            {
                return null;
            }

            scope.End(run, turn);
            var activity = run.State.Activities[task.ScheduledEventId];
            return TaskViews.ActivityTask(run.State, activity, TaskTokens.OfActivity(run.State, activity));
        });
}
