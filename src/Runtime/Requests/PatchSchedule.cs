using Cairn.Api.WorkflowService.V1;
using Cairn.Engine.Schedules;

namespace Cairn.Runtime.Requests;

/// <summary>Triggers, backfills, pauses or unpauses a schedule.</summary>
internal static class PatchSchedule
{
    /// <summary>Answers the request.</summary>
    public static async Task<PatchScheduleResponse> HandleAsync(Node node, PatchScheduleRequest request)
    {
        var @namespace = node.Namespaces.Find(request.Namespace);
        Refused.If(ScheduleRules.Check(request));
        await node.Schedules.Find(@namespace, request.ScheduleId).DecideAsync(turn =>
        {
            var isRepeated = turn.IsRepeated(request.RequestId);
            if (!isRepeated)
            {
                turn.Remember(request.RequestId);
                Engine.Schedules.PatchSchedule.Decide(turn, request.Patch);
            }

            return isRepeated;
        });
        return new PatchScheduleResponse();
    }
}
