using Cairn.Api.WorkflowService.V1;
using Cairn.Engine.Executions.Activities.Operations;

namespace Cairn.Runtime.Requests;

/// <summary>Pauses activities.</summary>
internal static class PauseActivity
{
    /// <summary>Answers the request.</summary>
    public static Task<PauseActivityResponse> HandleAsync(Node node, PauseActivityRequest request) =>
        ActivityOperations.DecideAsync(
            node,
            request.Namespace,
            request.Execution,
            turn => PauseActivities.Decide(turn, request),
            () => new PauseActivityResponse());
}
