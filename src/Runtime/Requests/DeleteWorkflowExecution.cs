using Cairn.Api.WorkflowService.V1;
using Cairn.Engine.Executions.Lifecycle;

namespace Cairn.Runtime.Requests;

/// <summary>Deletes a run, open or closed; it is found no more when this answers.</summary>
internal static class DeleteWorkflowExecution
{
    /// <summary>Answers the request.</summary>
    public static async Task<DeleteWorkflowExecutionResponse> HandleAsync(
        Node node, DeleteWorkflowExecutionRequest request)
    {
        var @namespace = node.Namespaces.Find(request.Namespace);
        var execution = Targets.Check(request.WorkflowExecution);
        return await node.AskAsync(@namespace, execution.WorkflowId, execution.RunId, scope =>
        {
            var run = Targets.Find(scope, execution.WorkflowId, execution.RunId);
            var turn = scope.Begin(run);
            DeleteWorkflow.Decide(turn);
            scope.End(run, turn);
            return new DeleteWorkflowExecutionResponse();
        });
    }
}
