using Cairn.Api.WorkflowService.V1;
using Cairn.Engine.Executions.Lifecycle;
using Cairn.Engine.Rules;

namespace Cairn.Runtime.Requests;

/// <summary>Terminates a workflow.</summary>
internal static class TerminateWorkflowExecution
{
    /// <summary>Answers the request.</summary>
    public static async Task<TerminateWorkflowExecutionResponse> HandleAsync(
        Node node, TerminateWorkflowExecutionRequest request)
    {
        var @namespace = node.Namespaces.Find(request.Namespace);
        var execution = Targets.Check(request.WorkflowExecution);
        Refused.IfText(LinkRules.Check(request.Links));
        return await node.AskAsync(@namespace, execution.WorkflowId, execution.RunId, scope =>
        {
            var run = Targets.Find(scope, execution.WorkflowId, execution.RunId);
            var turn = scope.Begin(run);
            Refused.If(TerminateWorkflow.Decide(turn, request));
            scope.End(run, turn);
            return new TerminateWorkflowExecutionResponse();
        });
    }
}
