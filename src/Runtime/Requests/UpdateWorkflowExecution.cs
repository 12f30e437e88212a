using Cairn.Api.WorkflowService.V1;
using Cairn.Engine.Executions.Lifecycle;
using Cairn.Protocol;
using Cairn.Runtime.Updates;

namespace Cairn.Runtime.Requests;

/// <summary>Sends an update to a workflow, and waits for it.</summary>
internal static class UpdateWorkflowExecution
{
    /// <summary>Answers the request.</summary>
    public static async Task<UpdateWorkflowExecutionResponse> HandleAsync(
        Node node, UpdateWorkflowExecutionRequest request, RpcContext context)
    {
        var @namespace = node.Namespaces.Find(request.Namespace);
        var execution = Targets.Check(request.WorkflowExecution);
        var update = Updates.Check(node, request.Request);
        var stage = Updates.CheckStage(request.WaitPolicy);
        var (run, pending) = await node.AskAsync(@namespace, execution.WorkflowId, execution.RunId, scope =>
        {
            var found = Targets.Find(scope, execution.WorkflowId, execution.RunId);
            Refused.If(RunRules.Check(found.State, request.FirstExecutionRunId));
            return (found.State.ToWire(), UpdateRegistry.Admit(scope, found, update));
        });
        var outcome = await Updates.WaitAsync(node, pending, stage, context);
        return new UpdateWorkflowExecutionResponse
        {
            UpdateRef = Updates.RefOf(run, pending),
            Outcome = outcome,
            Stage = pending.Stage,
        };
    }
}
