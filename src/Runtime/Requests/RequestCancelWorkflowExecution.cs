using Cairn.Api.WorkflowService.V1;
using Cairn.Engine.Executions.Lifecycle;
using Cairn.Engine.Rules;

namespace Cairn.Runtime.Requests;

/// <summary>Requests the cancellation of a workflow.</summary>
internal static class RequestCancelWorkflowExecution
{
    /// <summary>Answers the request.</summary>
    public static async Task<RequestCancelWorkflowExecutionResponse> HandleAsync(
        Node node, RequestCancelWorkflowExecutionRequest request)
    {
        var @namespace = node.Namespaces.Find(request.Namespace);
        var execution = Targets.Check(request.WorkflowExecution);
        Refused.IfText(LinkRules.Check(request.Links));
        return await node.AskAsync(@namespace, execution.WorkflowId, execution.RunId, scope =>
        {
            var run = Targets.Find(scope, execution.WorkflowId, execution.RunId);
            var turn = scope.Begin(run);
            Refused.If(RequestCancelWorkflow.Decide(turn, request));
            scope.End(run, turn);
            return new RequestCancelWorkflowExecutionResponse();
        });
    }
}
