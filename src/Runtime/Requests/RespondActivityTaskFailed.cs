using Cairn.Api.WorkflowService.V1;
using Cairn.Engine.Executions.Activities;

namespace Cairn.Runtime.Requests;

/// <summary>Fails an attempt of an activity, by token.</summary>
internal static class RespondActivityTaskFailed
{
    /// <summary>Answers the request.</summary>
    public static async Task<RespondActivityTaskFailedResponse> HandleAsync(
        Node node, RespondActivityTaskFailedRequest request)
    {
        ActivityFailures.Check(request.Failure);
        return await ActivityTargets.ByTokenAsync(
            node,
            request.Namespace,
            request.TaskToken,
            request.Identity,
            (turn, activity) =>
            {
                FailActivity.Decide(
                    turn, activity, request.Failure, request.LastHeartbeatDetails, request.Identity);
                return new RespondActivityTaskFailedResponse();
            });
    }
}
