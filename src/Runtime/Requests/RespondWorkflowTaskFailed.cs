using Cairn.Api.WorkflowService.V1;
using Cairn.Engine;
using Cairn.Engine.Executions.WorkflowTasks;

namespace Cairn.Runtime.Requests;

/// <summary>Fails a workflow task.</summary>
internal static class RespondWorkflowTaskFailed
{
    /// <summary>Answers the request.</summary>
    public static async Task<RespondWorkflowTaskFailedResponse> HandleAsync(
        Node node, RespondWorkflowTaskFailedRequest request)
    {
        var @namespace = node.Namespaces.Find(request.Namespace);
        var token = TaskTokens.Read(request.TaskToken, @namespace);
        Targets.CheckLength(request.Identity, "Identity");
        return await node.AskAsync(token.KeyOf(), scope =>
        {
            var run = scope.Run ?? throw Refused.By(Refusal.WorkflowTaskNotFound);
            var turn = scope.Begin(run);
            Refused.If(FailWorkflowTask.Decide(turn, token.WorkflowTaskOf(), request));
            scope.End(run, turn);
            return new RespondWorkflowTaskFailedResponse();
        });
    }
}
