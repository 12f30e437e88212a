using Cairn.Api.WorkflowService.V1;
using Cairn.Engine.Schedules;

namespace Cairn.Runtime.Requests;

/// <summary>Defines a schedule anew.</summary>
internal static class UpdateSchedule
{
    /// <summary>Answers the request.</summary>
    public static async Task<UpdateScheduleResponse> HandleAsync(Node node, UpdateScheduleRequest request)
    {
        var @namespace = node.Namespaces.Find(request.Namespace);
        Refused.If(ScheduleRules.Check(request));
        var keeper = node.Schedules.Find(@namespace, request.ScheduleId);
        Refused.If(await keeper.DecideAsync(turn => DefineSchedule.Update(turn, request)));
        return new UpdateScheduleResponse();
    }
}
