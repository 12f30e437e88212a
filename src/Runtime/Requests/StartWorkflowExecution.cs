using Cairn.Api.WorkflowService.V1;
using Cairn.Engine.Executions;
using Cairn.Engine.Executions.Lifecycle;
using Cairn.Engine.Executions.Views;
using Cairn.Engine.Visibility;
using Cairn.Protocol;

namespace Cairn.Runtime.Requests;

/// <summary>Starts a workflow.</summary>
internal static class StartWorkflowExecution
{
    /// <summary>Answers the request.</summary>
    public static async Task<StartWorkflowExecutionResponse> HandleAsync(
        Node node, StartWorkflowExecutionRequest request)
    {
        var @namespace = node.Namespaces.Find(request.Namespace);
        var types = node.SearchAttributes.Of(@namespace);
        Refused.If(StartRules.Check(
            request, types, node.Options.TimeProvider.GetUtcNow(), node.Options.CallbackAddresses));
        request = Normal(node, types, request);
        var runId = new RunId(node.Options.NewId().ToString());
        var (run, isStarter, eager) = await node.AskAsync(@namespace, request.WorkflowId, runId: "", scope =>
        {
            var (run, isStarter) = Starts.Take(
                scope, StartWorkflow.Decide(scope.Current?.State, request, runId, scope.Now));
            return (run, isStarter, Eager: IsEager(run, request) ? StartedTask.Take(scope.Current!, 1) : null);
        });
        return new StartWorkflowExecutionResponse
        {
            RunId = run.Key.RunId.Value,
            FirstExecutionRunId = run.Started.FirstExecutionRunId,
            Started = isStarter,
            Status = run.Status,
            Link = Links.ToStart(run, request.RequestId),
            EagerWorkflowTask = eager is null ? null : await eager.ToResponseAsync(node),
        };
    }

    /// <summary>
    /// Adds an id and the types of search attributes to a request, and removes options that the node does not grant.
    /// </summary>
    public static StartWorkflowExecutionRequest Normal(
        Node node, SearchAttributeTypes types, StartWorkflowExecutionRequest request)
    {
        var grants = node.Options.EagerWorkflowStart || !request.RequestEagerExecution;
        if (request.RequestId.Length > 0 && grants && request.SearchAttributes is null)
        {
            return request;
        }

        var normal = request.Clone();
        normal.SearchAttributes = SearchAttributeRules.WithTypes(types, request.SearchAttributes);
        normal.RequestId = request.RequestId.Length > 0 ? request.RequestId : node.Options.NewId().ToString();
        normal.RequestEagerExecution &= node.Options.EagerWorkflowStart;
        return normal;
    }

    /// <summary>
    /// Whether this start received the run's first workflow task; a repeated request receives it again.
    /// </summary>
    private static bool IsEager(Execution run, StartWorkflowExecutionRequest request) =>
        request.RequestEagerExecution
        && run is { Started.EagerExecutionAccepted: true, Task: { IsStarted: true } task }
        && task.RequestId == request.RequestId;
}
