using Cairn.Api.WorkflowService.V1;
using Cairn.Engine.Executions.Activities;

namespace Cairn.Runtime.Requests;

/// <summary>Confirms the cancellation of an activity, by token.</summary>
internal static class RespondActivityTaskCanceled
{
    /// <summary>Answers the request.</summary>
    public static async Task<RespondActivityTaskCanceledResponse> HandleAsync(
        Node node, RespondActivityTaskCanceledRequest request) => await ActivityTargets.ByTokenAsync(
            node,
            request.Namespace,
            request.TaskToken,
            request.Identity,
            (turn, activity) =>
            {
                Refused.If(CancelActivity.Decide(turn, activity, request.Details, request.Identity));
                return new RespondActivityTaskCanceledResponse();
            });
}
