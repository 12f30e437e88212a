using Cairn.Api.Command.V1;
using Cairn.Api.Enums.V1;
using Cairn.Api.Query.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Engine;
using Cairn.Engine.Executions.Views;
using Cairn.Engine.Executions.WorkflowTasks;
using Cairn.Runtime.Partitions;
using Cairn.Runtime.TaskQueues;
using Cairn.Runtime.Tokens;
using Cairn.Runtime.Updates;

namespace Cairn.Runtime.Requests;

/// <summary>Completes a workflow task with commands.</summary>
internal static class RespondWorkflowTaskCompleted
{
    /// <summary>Answers the request.</summary>
    public static async Task<RespondWorkflowTaskCompletedResponse> HandleAsync(
        Node node, RespondWorkflowTaskCompletedRequest request)
    {
        var @namespace = node.Namespaces.Find(request.Namespace);
        Targets.CheckLength(request.Identity, "Identity");
        var token = TaskTokens.Read(request.TaskToken, @namespace);
        foreach (var command in request.Commands)
        {
            if (NamespaceOf(command) is { Length: > 0 } other)
            {
                node.Namespaces.Find(other);
            }
        }

        if (!node.Options.EagerActivities)
        {
            request = WithoutEagerActivities(request);
        }

        var (response, next) = await node.AskAsync(token.KeyOf(), scope => Decide(node, scope, token, request));
        if (next is not null)
        {
            response.WorkflowTask = await next.ToResponseAsync(node);
        }

        return response;
    }

    private static RespondWorkflowTaskCompletedRequest WithoutEagerActivities(
        RespondWorkflowTaskCompletedRequest request)
    {
        var normal = request.Clone();
        foreach (var command in normal.Commands)
        {
            if (command.ScheduleActivityTaskCommandAttributes is { } activity)
            {
                activity.RequestEagerExecution = false;
            }
        }

        return normal;
    }

    private static string? NamespaceOf(Command command) => command.CommandType switch
    {
        CommandType.StartChildWorkflowExecution => command.StartChildWorkflowExecutionCommandAttributes?.Namespace,
        CommandType.SignalExternalWorkflowExecution =>
            command.SignalExternalWorkflowExecutionCommandAttributes?.Namespace,
        CommandType.RequestCancelExternalWorkflowExecution =>
            command.RequestCancelExternalWorkflowExecutionCommandAttributes?.Namespace,
        _ => null,
    };

    private static (RespondWorkflowTaskCompletedResponse Response, StartedTask? Next) Decide(
        Node node, Scope scope, TaskToken token, RespondWorkflowTaskCompletedRequest request)
    {
        var run = scope.Run ?? throw Refused.By(Refusal.WorkflowTaskNotFound);
        var turn = scope.Begin(run);
        var outcome = CompleteWorkflowTask.Decide(turn, token.WorkflowTaskOf(), request, UpdateRegistry.OfTask(run));
        scope.End(run, turn);
        UpdateRegistry.Settle(scope, run, outcome);
        if (outcome.Refusal is { } refusal)
        {
            scope.Refusal = Refused.By(refusal); // The failure of the task stays in the history.
            return (new RespondWorkflowTaskCompletedResponse(), null);
        }

        Answer(scope, run, request);
        if (run.State.Sticky is { } sticky)
        {
            node.Queues.Expect(new(TaskKind.Workflow, run.State.Key.Namespace, new(sticky.Queue.Name)));
        }

        var response = new RespondWorkflowTaskCompletedResponse
        {
            ResetHistoryEventId = outcome.ResetHistoryEventId,
        };
        foreach (var scheduledEventId in outcome.EagerActivities)
        {
            var activity = run.State.Activities[scheduledEventId];
            response.ActivityTasks.Add(
                TaskViews.ActivityTask(run.State, activity, TaskTokens.OfActivity(run.State, activity)));
        }

        return (response, outcome.ReturnsTask
            ? StartedTask.Take(run, run.State.PreviousStartedEventId + 1)
            : null);
    }

    private static void Answer(Scope scope, CachedExecution run, RespondWorkflowTaskCompletedRequest request)
    {
        foreach (var (id, result) in request.QueryResults)
        {
            if (run.Queries.Find(query => query.Id == id) is not { } query)
            {
                continue;
            }

            run.Queries.Remove(query);
            scope.WhenDurable(
                run, () => Notify(query, result), reason => query.GiveUp(Refused.Unavailable(reason.Message)));
        }
    }

    private static void Notify(Queries.PendingQuery query, WorkflowQueryResult result)
    {
        if (result.ResultType != QueryResultType.Answered)
        {
            query.Fail(result.ErrorMessage, result.Failure);
        }
        else if (result.Answer?.CalculateSize() > Limits.BlobBytes)
        {
            query.Fail("Blob data size exceeds limit.", failure: null);
        }
        else
        {
            query.Answer(result.Answer);
        }
    }
}
