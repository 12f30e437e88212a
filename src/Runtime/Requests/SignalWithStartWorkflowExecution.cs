using Cairn.Api.WorkflowService.V1;
using Cairn.Engine.Executions.Signals;
using Cairn.Engine.Visibility;
using Cairn.Engine.Executions.Views;
using Cairn.Protocol;

namespace Cairn.Runtime.Requests;

/// <summary>Signals a workflow, and starts it if it is not running.</summary>
internal static class SignalWithStartWorkflowExecution
{
    /// <summary>Answers the request.</summary>
    public static async Task<SignalWithStartWorkflowExecutionResponse> HandleAsync(
        Node node, SignalWithStartWorkflowExecutionRequest request)
    {
        var @namespace = node.Namespaces.Find(request.Namespace);
        var types = node.SearchAttributes.Of(@namespace);
        Refused.If(SignalWithStart.Check(request, types, node.Options.TimeProvider.GetUtcNow()));
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
            Starts.Take(scope, SignalWithStart.Decide(scope.Current?.State, request, runId, scope.Now)));
        return new SignalWithStartWorkflowExecutionResponse
        {
            RunId = run.Key.RunId.Value,
            FirstExecutionRunId = run.Started.FirstExecutionRunId,
            Started = isStarter,
            SignalLink = Links.ToSignal(run, request.RequestId),
        };
    }
}
