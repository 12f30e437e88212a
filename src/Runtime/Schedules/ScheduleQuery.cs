using Cairn.Api.Enums.V1;
using Cairn.Engine.Schedules;
using Cairn.Engine.Visibility;

namespace Cairn.Runtime.Schedules;

/// <summary>The query of a list of schedules: the list-filter language, over the attributes of schedules.</summary>
/// <param name="query">The filter, and how to count.</param>
internal sealed class ScheduleQuery(ListQuery query)
{
    private const string Id = "ScheduleId";

    /// <summary>Reads a query.</summary>
    /// <param name="text">The query; empty matches all schedules.</param>
    /// <param name="attributes">The search attributes of the namespace.</param>
    /// <exception cref="Exceptions.RpcException">The query is invalid.</exception>
    public static ScheduleQuery Parse(string text, SearchAttributeTypes attributes)
    {
        var types = new Dictionary<string, IndexedValueType>(attributes.Custom) { [Id] = IndexedValueType.Keyword };
        try
        {
            return new ScheduleQuery(ListQuery.Parse(text, new SearchAttributeTypes(attributes.Namespace, types)));
        }
        catch (ListQueryException bad)
        {
            throw Refused.Invalid($"invalid query: {bad.Message}");
        }
    }

    /// <summary>Whether schedules are counted in groups.</summary>
    public bool IsGrouped => query.GroupBy is not null;

    /// <summary>Whether a schedule matches.</summary>
    public bool Matches(ScheduleDocument schedule) => query.Filter.Matches(attribute => ValuesOf(schedule, attribute));

    /// <summary>The group in which a schedule is counted; null if it lacks the attribute.</summary>
    public string? GroupOf(ScheduleDocument schedule) =>
        query.GroupBy is { } attribute && ValuesOf(schedule, attribute) is [var value, ..] ? value.Text : null;

    private static IReadOnlyList<SearchValue> ValuesOf(ScheduleDocument schedule, SearchAttribute attribute) =>
        attribute.Name switch
        {
            // In Temporal's server a schedule is a workflow, and both names stand for its id.
            Id or "WorkflowId" => [SearchValue.Of(schedule.ScheduleId)],
            "TemporalSchedulePaused" => [SearchValue.Of(schedule.Schedule.State.Paused ? 1L : 0L)],
            "ExecutionStatus" => [SearchValue.Of("Running")],
            "StartTime" => [SearchValue.Of(schedule.Info.CreateTime.ToDateTimeOffset())],
            var own when schedule.SearchAttributes?.IndexedFields.TryGetValue(own, out var value) == true =>
                SearchPayloads.Read(value, attribute.Type) ?? [],
            _ => [],
        };
}
