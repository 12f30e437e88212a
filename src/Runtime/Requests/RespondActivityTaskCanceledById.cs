using Cairn.Api.WorkflowService.V1;
using Cairn.Engine.Executions.Activities;

namespace Cairn.Runtime.Requests;

/// <summary>Confirms the cancellation of an activity, by id.</summary>
internal static class RespondActivityTaskCanceledById
{
    /// <summary>Answers the request.</summary>
    public static async Task<RespondActivityTaskCanceledByIdResponse> HandleAsync(
        Node node, RespondActivityTaskCanceledByIdRequest request) => await ActivityTargets.ByIdAsync(
            node,
            request.Namespace,
            request.WorkflowId,
            request.RunId,
            request.ActivityId,
            request.Identity,
            (turn, activity) =>
            {
                Refused.If(CancelActivity.Decide(turn, activity, request.Details, request.Identity));
                return new RespondActivityTaskCanceledByIdResponse();
            });
}
