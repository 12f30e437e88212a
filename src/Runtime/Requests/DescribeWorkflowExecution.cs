using Cairn.Api.Common.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Engine.Executions.Views;
using Cairn.Exceptions;
using Cairn.Protocol;

namespace Cairn.Runtime.Requests;

/// <summary>Describes the state of a run; if its data is damaged, only what lists show.</summary>
internal static class DescribeWorkflowExecution
{
    /// <summary>Answers the request.</summary>
    public static async Task<DescribeWorkflowExecutionResponse> HandleAsync(
        Node node, DescribeWorkflowExecutionRequest request)
    {
        var @namespace = node.Namespaces.Find(request.Namespace);
        var execution = Targets.Check(request.Execution);
        try
        {
            return await node.AskAsync(
                @namespace,
                execution.WorkflowId,
                execution.RunId,
                scope => ExecutionDescription.Of(Targets.Find(scope, execution.WorkflowId, execution.RunId).State));
        }
        catch (RpcException damaged) when (damaged.Code == RpcException.StatusCode.DataLoss)
        {
            if (await FromHeadAsync(node, @namespace, execution) is { } description)
            {
                return description;
            }

            throw;
        }
    }

    private static async Task<DescribeWorkflowExecutionResponse?> FromHeadAsync(
        Node node, NamespaceName @namespace, WorkflowExecution execution)
    {
        WorkflowId workflowId = new(execution.WorkflowId);
        var head = execution.RunId.Length == 0
            ? await node.Store.FindCurrentAsync(@namespace, workflowId)
            : await node.Store.FindRunAsync(new ExecutionKey(@namespace, workflowId, new(execution.RunId)));
        return head is null
            ? null
            : new DescribeWorkflowExecutionResponse { WorkflowExecutionInfo = ListedExecution.Of(head) };
    }
}
