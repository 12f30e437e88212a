using Cairn.Api.WorkflowService.V1;
using Cairn.Engine.Executions.Activities;

namespace Cairn.Runtime.Requests;

/// <summary>Fails an attempt of an activity, by id.</summary>
internal static class RespondActivityTaskFailedById
{
    /// <summary>Answers the request.</summary>
    public static async Task<RespondActivityTaskFailedByIdResponse> HandleAsync(
        Node node, RespondActivityTaskFailedByIdRequest request)
    {
        ActivityFailures.Check(request.Failure);
        return await ActivityTargets.ByIdAsync(
            node,
            request.Namespace,
            request.WorkflowId,
            request.RunId,
            request.ActivityId,
            request.Identity,
            (turn, activity) =>
            {
                FailActivity.Decide(
                    turn, activity, request.Failure, request.LastHeartbeatDetails, request.Identity);
                return new RespondActivityTaskFailedByIdResponse();
            });
    }
}
