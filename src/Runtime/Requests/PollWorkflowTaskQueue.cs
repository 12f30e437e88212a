using Cairn.Api.Enums.V1;
using Cairn.Api.Protocol.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Engine.Executions;
using Cairn.Engine.Executions.Views;
using Cairn.Engine.Executions.WorkflowTasks;
using Cairn.Exceptions;
using Cairn.Protocol;
using Cairn.Runtime.Partitions;
using Cairn.Runtime.Queries;
using Cairn.Runtime.TaskQueues;
using Cairn.Runtime.Updates;
using Cairn.Runtime.Tokens;
using Google.Protobuf;

namespace Cairn.Runtime.Requests;

/// <summary>Waits for a workflow task or a query.</summary>
internal static class PollWorkflowTaskQueue
{
    /// <summary>Answers the request.</summary>
    public static async Task<PollWorkflowTaskQueueResponse> HandleAsync(
        Node node, PollWorkflowTaskQueueRequest request, RpcContext context)
    {
        var @namespace = node.Namespaces.Find(request.Namespace);
        var deadline = Polls.Check(node, request.TaskQueue, request.Identity, context);
        var queue = new TaskQueueKey(TaskKind.Workflow, @namespace, new(request.TaskQueue.Name));
        var poller = new PollerKey(request.WorkerInstanceKey);
        node.Queues.RecordPoll(queue, request.Identity, rate: null, IsSticky(request));
        while (await node.Queues.TakeAsync(queue, poller, deadline.Left, context.CancellationToken) is { } offer)
        {
            try
            {
                if (await TakeUpAsync(node, offer, request) is { } response)
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

        return new PollWorkflowTaskQueueResponse();
    }

    private static Task<PollWorkflowTaskQueueResponse?> TakeUpAsync(
        Node node, QueuedTask offer, PollWorkflowTaskQueueRequest request) => offer switch
        {
            QueuedTask.OfWorkflow task => StartAsync(node, task, request),
            QueuedTask.OfQuery query => AskAsync(node, query, IsSticky(request)),
            _ => throw new InvalidOperationException($"{offer.GetType().Name} is in a queue of workflow tasks."),
        };

    private static async Task<PollWorkflowTaskQueueResponse?> StartAsync(
        Node node, QueuedTask.OfWorkflow task, PollWorkflowTaskQueueRequest request)
    {
        var version = Polls.Version(request.WorkerVersionCapabilities);
        var started = await node.AskAsync(task.Key, scope =>
        {
            scope.IsLazy = true;
            if (scope.Run is not { } run)
            {
                return null;
            }

            var turn = scope.Begin(run);
            var requestId = node.Options.NewId().ToString();
            if (!StartWorkflowTask.Decide(
                turn, task.ScheduledEventId, task.Attempt, requestId, request.Identity, version))
            {
                return null;
            }

            scope.End(run, turn);
            var from = IsSticky(request) ? run.State.PreviousStartedEventId + 1 : 1;
            return StartedTask.Take(run, from);
        });
        return started is null ? null : await started.ToResponseAsync(node);
    }

    private static bool IsSticky(PollWorkflowTaskQueueRequest request) =>
        request.TaskQueue.Kind == TaskQueueKind.Sticky;

    private static async Task<PollWorkflowTaskQueueResponse?> AskAsync(
        Node node, QueuedTask.OfQuery task, bool isSticky)
    {
        if (task.Query.Answered.IsCompleted)
        {
            return null;
        }

        var (state, reader) = await node.AskAsync(task.Key, scope => scope.Run is { } run
            ? (run.State, HistoryReader.TakeAll(run, withTransient: false))
            : default((Execution, HistoryReader)?)) ?? default;
        if (reader is null)
        {
            return null;
        }

        var token = new QueryToken { Namespace = task.Key.Namespace.Value, QueryId = task.Query.Id }.ToByteString();
        var history = isSticky ? new Api.History.V1.History() : await reader.ReadAsync(node);
        return TaskViews.Query(state!, task.Query.Query, history, token);
    }
}

/// <summary>A started workflow task, with what its worker receives.</summary>
/// <param name="State">The run.</param>
/// <param name="Reader">Its history.</param>
/// <param name="Queries">Queries that the worker receives with the task.</param>
/// <param name="Updates">Updates that the worker receives with the task.</param>
internal sealed record StartedTask(
    Execution State, HistoryReader Reader, IReadOnlyList<PendingQuery> Queries, IReadOnlyList<Message> Updates)
{
    /// <summary>
    /// Reads a run whose task was just started, in order on the partition's scheduler; null if the event of that start
    /// exceeded the run's limit and closed it.
    /// </summary>
    public static StartedTask? Take(CachedExecution run, long fromEventId) => run.State.Task is null
        ? null
        : new(
            run.State,
            HistoryReader.Take(run, fromEventId, run.State.NextEventId, withTransient: true),
            [.. run.Queries],
            UpdateRegistry.Send(run));

    /// <summary>The answer that the worker receives.</summary>
    public async Task<PollWorkflowTaskQueueResponse> ToResponseAsync(Node node)
    {
        var history = await Reader.ReadAsync(node);
        var response = TaskViews.WorkflowTask(State, history, TaskTokens.OfWorkflowTask(State));
        foreach (var query in Queries)
        {
            response.Queries.Add(query.Id, query.Query);
        }

        response.Messages.AddRange(Updates);

        return response;
    }
}
