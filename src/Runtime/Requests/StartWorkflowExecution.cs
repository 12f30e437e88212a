using Cairn.Api.WorkflowService.V1;
using Cairn.Engine.Executions.Lifecycle;
using Cairn.Engine.Executions.Views;
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
        Refused.If(StartRules.Check(request, node.Options.TimeProvider.GetUtcNow()));
        if (request.RequestId.Length == 0)
        {
            request = request.Clone();
            request.RequestId = node.Options.NewId().ToString();
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
            Link = Links.ToStart(run, request.RequestId),
        };
    }
}
