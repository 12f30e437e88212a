using Cairn.Api.WorkflowService.V1;
using Cairn.Engine.Executions.Lifecycle;
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
        Refused.If(StartRules.Check(request, types, node.Options.TimeProvider.GetUtcNow()));
        if (request.RequestId.Length == 0 || request.SearchAttributes is not null)
        {
            request = request.Clone();
            request.SearchAttributes = SearchAttributeRules.WithTypes(types, request.SearchAttributes);
            request.RequestId = request.RequestId.Length == 0
                ? node.Options.NewId().ToString()
                : request.RequestId;
        }

        var runId = new RunId(node.Options.NewId().ToString());
        var (run, isStarter) = await node.AskAsync(@namespace, request.WorkflowId, runId: "", scope =>
            Starts.Take(scope, StartWorkflow.Decide(scope.Current?.State, request, runId, scope.Now)));
        return new StartWorkflowExecutionResponse
        {
            RunId = run.Key.RunId.Value,
            FirstExecutionRunId = run.Started.FirstExecutionRunId,
            Started = isStarter,
            Status = run.Status,
        };
    }
}
