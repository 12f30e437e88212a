using Cairn.Api.ErrorDetails.V1;
using Cairn.Api.Enums.V1;
using Cairn.Api.Query.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Engine;
using Cairn.Engine.Executions.Queries;
using Cairn.Exceptions;
using Cairn.Protocol;
using Cairn.Runtime.Partitions;
using Cairn.Runtime.Queries;
using Cairn.Runtime.TaskQueues;

namespace Cairn.Runtime.Requests;

/// <summary>Queries a workflow.</summary>
internal static class QueryWorkflow
{
    // The caller learns that there is no worker a little before its deadline, as with Temporal's server.
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan PollerSilence = TimeSpan.FromSeconds(20);

    /// <summary>Answers the request.</summary>
    public static async Task<QueryWorkflowResponse> HandleAsync(
        Node node, QueryWorkflowRequest request, RpcContext context)
    {
        var @namespace = node.Namespaces.Find(request.Namespace);
        var execution = Targets.Check(request.Execution);
        if (request.Query is null)
        {
            throw Refused.Invalid("WorkflowQuery is not set on request.");
        }

        if (request.Query.QueryType.Length == 0)
        {
            throw Refused.Invalid("QueryType is not set on request.");
        }

        if (request.Query.QueryArgs?.CalculateSize() > Limits.BlobBytes)
        {
            throw Refused.Invalid("Blob data size exceeds limit.");
        }

        var (status, query) = await node.AskAsync(
            @namespace, execution.WorkflowId, execution.RunId, scope => Route(node, scope, request, context));
        if (query is null)
        {
            return new QueryWorkflowResponse { QueryRejected = new QueryRejected { Status = status } };
        }

        return new QueryWorkflowResponse { QueryResult = await WaitAsync(node, query, context) };
    }

    private static (WorkflowExecutionStatus Status, PendingQuery? Query) Route(
        Node node, Scope scope, QueryWorkflowRequest request, RpcContext context)
    {
        var run = Targets.Find(scope, request.Execution.WorkflowId, request.Execution.RunId);
        var queue = new TaskQueueKey(TaskKind.Workflow, run.State.Key.Namespace, run.State.TaskQueue);
        var query = new PendingQuery(node.Options.NewId().ToString(), run.State.Key, queue, request.Query);
        switch (QueryRoute.Of(run.State, request.QueryRejectCondition, scope.Now + context.Timeout))
        {
            case QueryRoute.Refused refused:
                throw Refused.By(refused.Refusal);
            case QueryRoute.Rejected rejected:
                return (rejected.Status, null);
            case QueryRoute.Direct:
                node.Router.Dispatch(run.State, query);
                break;
            default:
                Buffer(run, query);
                break;
        }

        return (run.State.Status, query);
    }

    private static void Buffer(CachedExecution run, PendingQuery query)
    {
        run.Queries.RemoveAll(other => other.Answered.IsCompleted);
        if (run.Queries.Count >= Limits.BufferedQueries)
        {
            throw Refused.By(new Refusal(
                RpcException.StatusCode.ResourceExhausted,
                "consistent query buffer is full, this may be caused by too many queries and workflow not able to "
                + "process query fast enough",
                new ResourceExhaustedFailure
                {
                    Cause = ResourceExhaustedCause.BusyWorkflow,
                    Scope = ResourceExhaustedScope.Namespace,
                }));
        }

        run.Queries.Add(query);
    }

    private static async Task<Api.Common.V1.Payloads?> WaitAsync(Node node, PendingQuery query, RpcContext context)
    {
        var time = node.Options.WaitTime;
        await using var late = context.Timeout is { } left && left > Margin
            ? time.CreateTimer(_ => GiveUpIfUnpolled(node, query), null, left - Margin, Timeout.InfiniteTimeSpan)
            : null;
        await using var end = context.Timeout is { } timeout
            ? time.CreateTimer(_ => GiveUp(query), null, timeout, Timeout.InfiniteTimeSpan)
            : null;
        await using var registration = context.CancellationToken.UnsafeRegister(
            (_, token) => query.Cancel(token), null);
        try
        {
            return await query.Answered;
        }
        finally
        {
            node.PendingQueries.Remove(query);
            query.StickyTimer?.Dispose();
        }
    }

    private static void GiveUpIfUnpolled(Node node, PendingQuery query)
    {
        if (LastPoll(node, query) is { } last && last + PollerSilence < node.Options.WaitTime.GetUtcNow())
        {
            query.GiveUp(new RpcException(
                RpcException.StatusCode.FailedPrecondition,
                "no poller seen for task queue recently, worker may be down"));
        }
    }

    /// <summary>When a worker last polled the task queue of a query; null if none has.</summary>
    private static DateTimeOffset? LastPoll(Node node, PendingQuery query) =>
        node.Queues.Find(query.Queue)?.LastPoll is { } last && last > DateTimeOffset.MinValue ? last : null;

    private static void GiveUp(PendingQuery query) => query.GiveUp(new RpcException(
        RpcException.StatusCode.DeadlineExceeded, "query timed out before a worker could process it"));
}
