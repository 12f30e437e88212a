using Cairn.Api.WorkflowService.V1;
using Cairn.Engine.Executions.Activities.Operations;

namespace Cairn.Runtime.Requests;

/// <summary>Resets activities to their first attempt.</summary>
internal static class ResetActivity
{
    /// <summary>Answers the request.</summary>
    public static Task<ResetActivityResponse> HandleAsync(Node node, ResetActivityRequest request)
    {
        var delay = ActivityOperations.Draw(node, request.Jitter);
        return ActivityOperations.DecideAsync(
            node,
            request.Namespace,
            request.Execution,
            turn => ResetActivities.Decide(turn, request, delay),
            () => new ResetActivityResponse());
    }
}
