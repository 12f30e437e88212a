using Cairn.Api.WorkflowService.V1;
using Cairn.Engine.Schedules;

namespace Cairn.Runtime.Requests;

/// <summary>Makes a schedule.</summary>
internal static class CreateSchedule
{
    /// <summary>Answers the request.</summary>
    public static async Task<CreateScheduleResponse> HandleAsync(Node node, CreateScheduleRequest request)
    {
        node.Namespaces.Find(request.Namespace);
        Refused.If(ScheduleRules.Check(request));
        var schedule = await node.Schedules.CreateAsync(request);
        return new CreateScheduleResponse { ConflictToken = DefineSchedule.Token(schedule) };
    }
}
