using Cairn.Api.WorkflowService.V1;
using Cairn.Engine.Executions.Views;

namespace Cairn.Runtime.Requests;

/// <summary>Tells the state of a run.</summary>
internal static class DescribeWorkflowExecution
{
    /// <summary>Answers the request.</summary>
    public static async Task<DescribeWorkflowExecutionResponse> HandleAsync(
        Node node, DescribeWorkflowExecutionRequest request)
    {
        var @namespace = node.Namespaces.Find(request.Namespace);
        var execution = Targets.Check(request.Execution);
        return await node.AskAsync(
            @namespace,
            execution.WorkflowId,
            execution.RunId,
            scope => ExecutionDescription.Of(Targets.Find(scope, execution.WorkflowId, execution.RunId).State));
    }
}
