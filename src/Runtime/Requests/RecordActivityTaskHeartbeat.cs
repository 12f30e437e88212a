using Cairn.Api.WorkflowService.V1;
using Cairn.Engine.Executions.Activities;

namespace Cairn.Runtime.Requests;

/// <summary>Records a heartbeat of an activity, by token.</summary>
internal static class RecordActivityTaskHeartbeat
{
    /// <summary>Answers the request.</summary>
    public static async Task<RecordActivityTaskHeartbeatResponse> HandleAsync(
        Node node, RecordActivityTaskHeartbeatRequest request) => await ActivityTargets.ByTokenAsync(
            node,
            request.Namespace,
            request.TaskToken,
            request.Identity,
            (turn, activity) =>
            {
                var answer = HeartbeatActivity.Decide(turn, activity, request.Details, request.Identity);
                return new RecordActivityTaskHeartbeatResponse
                {
                    CancelRequested = answer.CancelRequested,
                    ActivityPaused = answer.IsPaused,
                    ActivityReset = answer.IsReset,
                };
            });
}
