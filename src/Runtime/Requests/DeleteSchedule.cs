using Cairn.Api.WorkflowService.V1;
using Cairn.Engine.Schedules;

namespace Cairn.Runtime.Requests;

/// <summary>Deletes a schedule; workflows that it started continue.</summary>
internal static class DeleteSchedule
{
    /// <summary>Answers the request.</summary>
    public static async Task<DeleteScheduleResponse> HandleAsync(Node node, DeleteScheduleRequest request)
    {
        var @namespace = node.Namespaces.Find(request.Namespace);
        Refused.If(ScheduleRules.Check(request.ScheduleId));
        await node.Schedules.RemoveAsync(@namespace, request.ScheduleId);
        return new DeleteScheduleResponse();
    }
}
