using Cairn.Api.Enums.V1;

namespace Cairn.Engine.Visibility;

/// <summary>What a caller wants to see of the executions of a namespace.</summary>
/// <param name="Filter">Which ones.</param>
/// <param name="Order">By what they are sorted, before their run ids.</param>
/// <param name="GroupBy">By what they are counted; null for all in one.</param>
public sealed record ListQuery(Filter Filter, IReadOnlyList<SortTerm> Order, SearchAttribute? GroupBy)
{
    /// <summary>The open ones first, then those closed last; of these the ones started last.</summary>
    public static readonly IReadOnlyList<SortTerm> NewestFirst =
    [
        new(new SearchAttribute("CloseTime", SystemSearchAttributes.System["CloseTime"]), IsDescending: true),
        new(new SearchAttribute("StartTime", SystemSearchAttributes.System["StartTime"]), IsDescending: true),
    ];

    /// <summary>The search attribute of what the server keeps for itself.</summary>
    public static readonly SearchAttribute Division = new("TemporalNamespaceDivision", IndexedValueType.Keyword);

    /// <summary>
    /// What passes a filter, in the usual order. What the server keeps for itself is seen only by those who ask for it.
    /// </summary>
    public static ListQuery Of(Filter filter) => new(
        filter.Mentions(Division.Name)
            ? filter
            : new Filter.All([filter, new Filter.Test(Division, TestOperator.Missing, [])]),
        NewestFirst,
        GroupBy: null);

    /// <summary>
    /// Reads the filter language: a subset of SQL's WHERE, then GROUP BY one attribute, then ORDER BY some.
    /// </summary>
    /// <param name="text">The text; empty means everything.</param>
    /// <param name="types">The attributes that there are.</param>
    /// <exception cref="ListQueryException">The text is not understood.</exception>
    public static ListQuery Parse(string text, SearchAttributeTypes types) => new ListQueryParser(text, types).Read();
}
