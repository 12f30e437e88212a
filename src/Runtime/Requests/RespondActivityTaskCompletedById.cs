using Cairn.Api.WorkflowService.V1;
using Cairn.Engine.Executions.Activities;

namespace Cairn.Runtime.Requests;

/// <summary>Completes an activity, by id.</summary>
internal static class RespondActivityTaskCompletedById
{
    /// <summary>Answers the request.</summary>
    public static async Task<RespondActivityTaskCompletedByIdResponse> HandleAsync(
        Node node, RespondActivityTaskCompletedByIdRequest request) => await ActivityTargets.ByIdAsync(
            node,
            request.Namespace,
            request.WorkflowId,
            request.RunId,
            request.ActivityId,
            request.Identity,
            (turn, activity) =>
            {
                CompleteActivity.Decide(turn, activity, request.Result, request.Identity);
                return new RespondActivityTaskCompletedByIdResponse();
            });
}
