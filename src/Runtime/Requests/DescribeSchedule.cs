using Cairn.Api.Schedule.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Engine.Schedules;
using Cairn.Engine.Visibility;

namespace Cairn.Runtime.Requests;

/// <summary>Describes a schedule.</summary>
internal static class DescribeSchedule
{
    /// <summary>Answers the request.</summary>
    public static async Task<DescribeScheduleResponse> HandleAsync(Node node, DescribeScheduleRequest request)
    {
        var @namespace = node.Namespaces.Find(request.Namespace);
        Refused.If(ScheduleRules.Check(request.ScheduleId));
        var response = await node.Schedules.Find(@namespace, request.ScheduleId).DescribeAsync();
        response.Schedule = WithTypes(node.SearchAttributes.Of(@namespace), response.Schedule);
        return response;
    }

    /// <summary>Adds the types of the action's search attributes, which a client may omit.</summary>
    private static Schedule WithTypes(SearchAttributeTypes types, Schedule schedule)
    {
        if (schedule.Action.StartWorkflow.SearchAttributes is not { IndexedFields.Count: > 0 } attributes)
        {
            return schedule;
        }

        var typed = schedule.Clone();
        typed.Action.StartWorkflow.SearchAttributes = SearchAttributeRules.WithTypes(types, attributes);
        return typed;
    }
}
