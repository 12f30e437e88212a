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
        Refused.If(await node.Schedules.Find(@namespace, request.ScheduleId).DecideAsync(turn =>
        {
            if (turn.IsRepeated(request.RequestId))
            {
                return null;
            }

            var refusal = Engine.Schedules.PatchSchedule.Decide(turn, request.Patch);
            if (refusal is null)
            {
                turn.Remember(request.RequestId);
            }

            return refusal;
        }));
        return new PatchScheduleResponse();
    }
}
