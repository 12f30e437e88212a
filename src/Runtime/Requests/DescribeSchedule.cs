using Cairn.Api.WorkflowService.V1;
using Cairn.Engine.Schedules;

namespace Cairn.Runtime.Requests;

/// <summary>Tells all that is known of a schedule.</summary>
internal static class DescribeSchedule
{
    /// <summary>Answers the request.</summary>
    public static Task<DescribeScheduleResponse> HandleAsync(Node node, DescribeScheduleRequest request)
    {
        var @namespace = node.Namespaces.Find(request.Namespace);
        Refused.If(ScheduleRules.Check(request.ScheduleId));
        return node.Schedules.Find(@namespace, request.ScheduleId).DescribeAsync();
    }
}
