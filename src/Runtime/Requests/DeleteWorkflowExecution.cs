using Cairn.Api.WorkflowService.V1;
using Cairn.Engine.Executions.Lifecycle;
using Cairn.Exceptions;
using Cairn.Protocol;
using Cairn.Runtime.Partitions;

namespace Cairn.Runtime.Requests;

/// <summary>
/// Deletes a run, open or closed; it cannot be found any more when this answers. A run whose deletion fails, or whose
/// data is damaged, leaves the store without notifying other workflows.
/// </summary>
internal static class DeleteWorkflowExecution
{
    /// <summary>Answers the request.</summary>
    public static async Task<DeleteWorkflowExecutionResponse> HandleAsync(
        Node node, DeleteWorkflowExecutionRequest request)
    {
        var @namespace = node.Namespaces.Find(request.Namespace);
        var execution = Targets.Check(request.WorkflowExecution);
        try
        {
            return await node.AskAsync(@namespace, execution.WorkflowId, execution.RunId, scope =>
            {
                var run = Targets.Find(scope, execution.WorkflowId, execution.RunId);
                var turn = scope.BeginDeletion(run);
                DeleteWorkflow.Decide(turn);
                scope.End(run, turn);
                return new DeleteWorkflowExecutionResponse();
            });
        }
        catch (RpcException failed) when (failed.Code == RpcException.StatusCode.Internal)
        {
            return await node.AskAsync(@namespace, execution.WorkflowId, execution.RunId, scope =>
            {
                scope.Remove(Targets.Find(scope, execution.WorkflowId, execution.RunId));
                return new DeleteWorkflowExecutionResponse();
            });
        }
        catch (RpcException damaged) when (damaged.Code == RpcException.StatusCode.DataLoss)
        {
            var workflow = new WorkflowKey(@namespace, new WorkflowId(execution.WorkflowId));
            RunId? runId = execution.RunId.Length == 0 ? null : new RunId(execution.RunId);
            return await node.Of(workflow).RemoveDamagedAsync(workflow, runId)
                ? new DeleteWorkflowExecutionResponse()
                : throw Refused.NoRun(execution.WorkflowId, execution.RunId);
        }
    }
}
