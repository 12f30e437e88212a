using Cairn.Api.Enums.V1;
using Cairn.Api.Filter.V1;
using Cairn.Engine.Schedules;
using Cairn.Engine.Visibility;

namespace Cairn.Runtime.Requests;

/// <summary>The filters of the older list requests, as the filters that queries make.</summary>
internal static class OldFilters
{
    /// <summary>A query for what passes all filters; null ones let everything pass.</summary>
    public static ListQuery All(params IEnumerable<Filter?> filters) =>
        ListQuery.Of(new Filter.All([.. filters.OfType<Filter>()]));

    /// <summary>The runs that are open, or closed.</summary>
    public static Filter IsOpen(bool isOpen) =>
        new Filter.Test(Named("CloseTime"), isOpen ? TestOperator.Missing : TestOperator.Exists, []);

    /// <summary>The runs that were started in a time.</summary>
    /// <exception cref="Exceptions.RpcException">The time ends before it begins, or is none.</exception>
    public static Filter? Started(StartTimeFilter? filter)
    {
        if (filter is null)
        {
            return null;
        }

        if (!Timestamps.IsValid(filter.EarliestTime) || !Timestamps.IsValid(filter.LatestTime))
        {
            throw Refused.Invalid("A time is out of range.");
        }

        var (from, to) = (filter.EarliestTime?.ToDateTimeOffset(), filter.LatestTime?.ToDateTimeOffset());
        if (from > to)
        {
            throw Refused.Invalid("EarliestTime in StartTimeFilter should not be larger than LatestTime.");
        }

        return new Filter.All(
        [
            .. Bound(TestOperator.AtLeast, from),
            .. Bound(TestOperator.AtMost, to),
        ]);
    }

    /// <summary>The runs of an id, or one of them.</summary>
    public static Filter? Of(WorkflowExecutionFilter? filter) => filter is null ? null : new Filter.All(
    [
        .. Is("WorkflowId", filter.WorkflowId),
        .. Is("RunId", filter.RunId),
    ]);

    /// <summary>The runs of a type.</summary>
    public static Filter? Of(WorkflowTypeFilter? filter) =>
        filter is null ? null : new Filter.All([.. Is("WorkflowType", filter.Name)]);

    /// <summary>The runs that ended so.</summary>
    /// <exception cref="Exceptions.RpcException">It is no end.</exception>
    public static Filter? Of(StatusFilter? filter)
    {
        if (filter is null)
        {
            return null;
        }

        return filter.Status is not (WorkflowExecutionStatus.Unspecified or WorkflowExecutionStatus.Running)
            && ExecutionStatuses.ByNumber.TryGetValue((int)filter.Status, out var name)
            ? new Filter.All([.. Is("ExecutionStatus", name)])
            : throw Refused.Invalid("StatusFilter must be specified and must be not Running.");
    }

    private static IEnumerable<Filter> Is(string attribute, string value) =>
        value.Length == 0 ? [] : [new Filter.Test(Named(attribute), TestOperator.OneOf, [SearchValue.Of(value)])];

    private static IEnumerable<Filter> Bound(TestOperator test, DateTimeOffset? moment) =>
        moment is { } known ? [new Filter.Test(Named("StartTime"), test, [SearchValue.Of(known)])] : [];

    private static SearchAttribute Named(string name) => new(name, SystemSearchAttributes.System[name]);
}
