using Cairn.Api.Enums.V1;
using Cairn.Api.Filter.V1;
using Cairn.Engine.Schedules;
using Cairn.Engine.Visibility;

namespace Cairn.Runtime.Requests;

/// <summary>Converts the filters of the older list requests to those of queries.</summary>
internal static class OldFilters
{
    /// <summary>A query for runs that match all filters; null filters match every run.</summary>
    public static ListQuery All(params IEnumerable<Filter?> filters) =>
        ListQuery.Of(new Filter.All([.. filters.OfType<Filter>()]));

    /// <summary>Matches open or closed runs.</summary>
    public static Filter IsOpen(bool isOpen) =>
        new Filter.Test(Named("CloseTime"), isOpen ? TestOperator.Missing : TestOperator.Exists, []);

    /// <summary>Matches runs that were started within a period.</summary>
    /// <exception cref="Exceptions.RpcException">A time is invalid, or the period ends before it begins.</exception>
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

    /// <summary>Matches the runs of a workflow id, or one of them.</summary>
    public static Filter? Of(WorkflowExecutionFilter? filter) => filter is null ? null : new Filter.All(
    [
        .. Is("WorkflowId", filter.WorkflowId),
        .. Is("RunId", filter.RunId),
    ]);

    /// <summary>Matches the runs of a workflow type.</summary>
    public static Filter? Of(WorkflowTypeFilter? filter) =>
        filter is null ? null : new Filter.All([.. Is("WorkflowType", filter.Name)]);

    /// <summary>Matches runs that closed with a status.</summary>
    /// <exception cref="Exceptions.RpcException">The status is not that of a closed run.</exception>
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
