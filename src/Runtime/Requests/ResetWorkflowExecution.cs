using Cairn.Api.History.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Engine.Executions.Resets;
using Cairn.Protocol;
using Cairn.Runtime.Partitions;

namespace Cairn.Runtime.Requests;

/// <summary>Resets a workflow: a new run continues from an earlier point.</summary>
internal static class ResetWorkflowExecution
{
    /// <summary>Answers the request.</summary>
    public static async Task<ResetWorkflowExecutionResponse> HandleAsync(
        Node node, ResetWorkflowExecutionRequest request)
    {
        var @namespace = node.Namespaces.Find(request.Namespace);
        var execution = Targets.Check(request.WorkflowExecution);
        Refused.If(ResetRules.Check(request));
        var runId = new RunId(node.Options.NewId().ToString());
        while (true)
        {
            var from = await ReadAsync(node, @namespace, execution.WorkflowId, execution.RunId);
            var later = await ReadLaterAsync(node, from);
            var answer = await node.AskAsync(from.Key, scope => Decide(scope, from, later, request, runId));
            if (answer is not null)
            {
                return new ResetWorkflowExecutionResponse { RunId = answer };
            }
        }
    }

    /// <summary>The id of the new run; null if the workflow has changed since the histories were read.</summary>
    private static string? Decide(
        Scope scope,
        RunHistory from,
        IReadOnlyList<RunHistory> later,
        ResetWorkflowExecutionRequest request,
        RunId runId)
    {
        var run = Targets.Find(scope, from.Key.WorkflowId.Value, from.Key.RunId.Value);
        var current = scope.Current!;
        if (current.State.Origin?.RequestId == request.RequestId)
        {
            return current.State.Key.RunId.Value;
        }

        if (!from.IsWhole(run) || later.Any(history => history.Key == current.State.Key && !history.IsWhole(current)))
        {
            return null;
        }

        var turn = scope.Begin(run);
        var turnOfCurrent = current == run ? turn : scope.Begin(current);
        Refused.If(ResetWorkflow.Decide(
            turn,
            turnOfCurrent,
            from.Events,
            [.. later.SelectMany(history => history.Events)],
            request,
            runId,
            out var born));
        scope.End(run, turn);
        if (current != run)
        {
            scope.End(current, turnOfCurrent);
        }

        return scope.AddNewRun(born!).State.Key.RunId.Value;
    }

    /// <summary>The histories of the runs that follow in the chain, oldest first.</summary>
    private static async Task<IReadOnlyList<RunHistory>> ReadLaterAsync(Node node, RunHistory from)
    {
        var histories = new List<RunHistory>();
        var last = from;
        while (CloseEvents.NextRun(last.Events[^1]) is { Length: > 0 } next)
        {
            last = await ReadAsync(node, from.Key.Namespace, from.Key.WorkflowId.Value, next);
            histories.Add(last);
        }

        return histories;
    }

    private static async Task<RunHistory> ReadAsync(
        Node node, NamespaceName @namespace, string workflowId, string runId)
    {
        var reader = await node.AskAsync(@namespace, workflowId, runId, scope =>
            HistoryReader.TakeAll(Targets.Find(scope, workflowId, runId), withTransient: false));
        return new RunHistory(reader.Key, (await reader.ReadAsync(node)).Events);
    }

    private sealed record RunHistory(ExecutionKey Key, IReadOnlyList<HistoryEvent> Events)
    {
        public bool IsWhole(CachedExecution run) => run.State.NextEventId == Events.Count + 1;
    }
}
