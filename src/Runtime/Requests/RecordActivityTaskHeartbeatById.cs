using Cairn.Api.WorkflowService.V1;
using Cairn.Engine.Executions.Activities;

namespace Cairn.Runtime.Requests;

/// <summary>Records a heartbeat of an activity, by id.</summary>
internal static class RecordActivityTaskHeartbeatById
{
    /// <summary>Answers the request.</summary>
    public static async Task<RecordActivityTaskHeartbeatByIdResponse> HandleAsync(
        Node node, RecordActivityTaskHeartbeatByIdRequest request) => await ActivityTargets.ByIdAsync(
            node,
            request.Namespace,
            request.WorkflowId,
            request.RunId,
            request.ActivityId,
            request.Identity,
            (turn, activity) =>
            {
                var answer = HeartbeatActivity.Decide(turn, activity, request.Details, request.Identity);
                return new RecordActivityTaskHeartbeatByIdResponse
                {
                    CancelRequested = answer.CancelRequested,
                    ActivityPaused = answer.IsPaused,
                    ActivityReset = answer.IsReset,
                };
            },
            onlyStarted: true);
}
