using Cairn.Api.WorkflowService.V1;
using Cairn.Engine.Executions.Activities.Operations;

namespace Cairn.Runtime.Requests;

/// <summary>Unpauses activities.</summary>
internal static class UnpauseActivity
{
    /// <summary>Answers the request.</summary>
    public static Task<UnpauseActivityResponse> HandleAsync(Node node, UnpauseActivityRequest request)
    {
        var delay = ActivityOperations.Draw(node, request.Jitter);
        return ActivityOperations.DecideAsync(
            node,
            request.Namespace,
            request.Execution,
            turn => UnpauseActivities.Decide(turn, request, delay),
            () => new UnpauseActivityResponse());
    }
}
