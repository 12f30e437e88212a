using Cairn.Api.Enums.V1;
using Cairn.Engine.Schedules;
using Cairn.Engine.Visibility;

namespace Cairn.Runtime.Schedules;

/// <summary>Which schedules a list is to show: the language of lists, over the attributes of schedules.</summary>
/// <param name="filter">The filter.</param>
internal sealed class ScheduleQuery(Filter filter)
{
    private const string Id = "ScheduleId";

    /// <summary>Reads a query.</summary>
    /// <param name="text">The text; empty means all.</param>
    /// <param name="attributes">Those of the namespace.</param>
    /// <exception cref="Exceptions.RpcException">It is not understood.</exception>
    public static ScheduleQuery Parse(string text, SearchAttributeTypes attributes)
    {
        var types = new Dictionary<string, IndexedValueType>(attributes.Custom) { [Id] = IndexedValueType.Keyword };
        try
        {
            return new ScheduleQuery(
                ListQuery.Parse(text, new SearchAttributeTypes(attributes.Namespace, types)).Filter);
        }
        catch (ListQueryException bad)
        {
            throw Refused.Invalid($"invalid query: {bad.Message}");
        }
    }

    /// <summary>Whether a schedule is one of them.</summary>
    public bool Matches(ScheduleDocument schedule) => filter.Matches(attribute => ValuesOf(schedule, attribute));

    private static IReadOnlyList<SearchValue> ValuesOf(ScheduleDocument schedule, SearchAttribute attribute) =>
        attribute.Name switch
        {
            // In Temporal's server a schedule is a workflow, and its id can be asked for under both names.
            Id or "WorkflowId" => [SearchValue.Of(schedule.ScheduleId)],
            "TemporalSchedulePaused" => [SearchValue.Of(schedule.Schedule.State.Paused ? 1L : 0L)],
            "ExecutionStatus" => [SearchValue.Of("Running")],
            "StartTime" => [SearchValue.Of(schedule.Info.CreateTime.ToDateTimeOffset())],
            var own when schedule.SearchAttributes?.IndexedFields.TryGetValue(own, out var value) == true =>
                SearchPayloads.Read(value, attribute.Type) ?? [],
            _ => [],
        };
}
