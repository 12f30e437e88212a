using Cairn.Api.WorkflowService.V1;
using Cairn.Engine.Schedules;
using Cairn.Engine.Visibility;

namespace Cairn.Runtime.Requests;

/// <summary>Creates a schedule.</summary>
internal static class CreateSchedule
{
    /// <summary>Answers the request.</summary>
    public static async Task<CreateScheduleResponse> HandleAsync(Node node, CreateScheduleRequest request)
    {
        var @namespace = node.Namespaces.Find(request.Namespace);
        var types = node.SearchAttributes.Of(@namespace);
        Refused.If(ScheduleRules.Check(request, types));
        if (request.SearchAttributes is { IndexedFields.Count: > 0 })
        {
            request = request.Clone();
            request.SearchAttributes = SearchAttributeRules.WithTypes(types, request.SearchAttributes);
        }

        var schedule = await node.Schedules.CreateAsync(request);
        return new CreateScheduleResponse { ConflictToken = DefineSchedule.Token(schedule) };
    }
}
