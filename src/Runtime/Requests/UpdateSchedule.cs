using Cairn.Api.WorkflowService.V1;
using Cairn.Engine.Schedules;
using Cairn.Engine.Visibility;

namespace Cairn.Runtime.Requests;

/// <summary>Replaces the definition of a schedule.</summary>
internal static class UpdateSchedule
{
    /// <summary>Answers the request.</summary>
    public static async Task<UpdateScheduleResponse> HandleAsync(Node node, UpdateScheduleRequest request)
    {
        var @namespace = node.Namespaces.Find(request.Namespace);
        var types = node.SearchAttributes.Of(@namespace);
        Refused.If(ScheduleRules.Check(request, types));
        if (request.SearchAttributes is { IndexedFields.Count: > 0 })
        {
            request = request.Clone();
            request.SearchAttributes = SearchAttributeRules.WithTypes(types, request.SearchAttributes);
        }

        var runner = node.Schedules.Find(@namespace, request.ScheduleId);
        Refused.If(await runner.DecideAsync(turn => DefineSchedule.Update(turn, request)));
        return new UpdateScheduleResponse();
    }
}
