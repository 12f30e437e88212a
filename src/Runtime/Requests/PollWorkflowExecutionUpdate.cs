using Cairn.Api.WorkflowService.V1;
using Cairn.Protocol;
using Cairn.Runtime.Updates;

namespace Cairn.Runtime.Requests;

/// <summary>Waits for the result of an earlier update.</summary>
internal static class PollWorkflowExecutionUpdate
{
    /// <summary>Answers the request.</summary>
    public static async Task<PollWorkflowExecutionUpdateResponse> HandleAsync(
        Node node, PollWorkflowExecutionUpdateRequest request, RpcContext context)
    {
        var @namespace = node.Namespaces.Find(request.Namespace);
        if (request.UpdateRef is null)
        {
            throw Refused.Invalid("UpdateRef is not set on request.");
        }

        var execution = Targets.Check(request.UpdateRef.WorkflowExecution);
        var id = request.UpdateRef.UpdateId;
        Targets.CheckLength(id, "UpdateId");
        var stage = Updates.CheckStage(request.WaitPolicy);
        var (run, update) = await node.AskAsync(@namespace, execution.WorkflowId, execution.RunId, scope =>
        {
            var found = Targets.Find(scope, execution.WorkflowId, execution.RunId);
            return (found.State.ToWire(), UpdateRegistry.Find(found, id) ?? throw Refused.NotFound(
                $"update \"{id}\" not found"));
        });
        var outcome = await Updates.WaitAsync(node, update, stage, context);
        return new PollWorkflowExecutionUpdateResponse
        {
            Outcome = outcome,
            Stage = update.Stage,
            UpdateRef = Updates.RefOf(run, update),
        };
    }
}
