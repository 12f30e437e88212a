using Cairn.Api.WorkflowService.V1;
using Cairn.Engine.Visibility;
using Cairn.Runtime.Schedules;

namespace Cairn.Runtime.Requests;

/// <summary>Counts the schedules of a namespace that match a filter.</summary>
internal static class CountSchedules
{
    /// <summary>Answers the request.</summary>
    public static async Task<CountSchedulesResponse> HandleAsync(Node node, CountSchedulesRequest request)
    {
        var @namespace = node.Namespaces.Find(request.Namespace);
        var query = ScheduleQuery.Parse(request.Query, node.SearchAttributes.Of(@namespace));
        var found = (await node.Schedules.ListAsync(@namespace, after: ""))
            .Select(turn => turn.State)
            .Where(query.Matches)
            .ToList();
        var response = new CountSchedulesResponse { Count = found.Count };
        if (query.IsGrouped)
        {
            response.Groups.Add(found
                .GroupBy(query.GroupOf)
                .OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => new CountSchedulesResponse.Types.AggregationGroup
                {
                    GroupValues = { SearchPayloads.OfKeyword(group.Key) },
                    Count = group.Count(),
                }));
        }

        return response;
    }
}
