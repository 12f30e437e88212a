using Cairn.Api.WorkflowService.V1;
using Cairn.Engine.Executions.Activities;

namespace Cairn.Runtime.Requests;

/// <summary>Completes an activity, by token.</summary>
internal static class RespondActivityTaskCompleted
{
    /// <summary>Answers the request.</summary>
    public static async Task<RespondActivityTaskCompletedResponse> HandleAsync(
        Node node, RespondActivityTaskCompletedRequest request) => await ActivityTargets.ByTokenAsync(
            node,
            request.Namespace,
            request.TaskToken,
            request.Identity,
            (turn, activity) =>
            {
                CompleteActivity.Decide(turn, activity, request.Result, request.Identity);
                return new RespondActivityTaskCompletedResponse();
            });
}
