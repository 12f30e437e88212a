using Cairn.Api.Enums.V1;

namespace Cairn.Engine.Visibility;

/// <summary>The executions of a namespace that a caller asks for.</summary>
/// <param name="Filter">Selects the executions.</param>
/// <param name="Order">The sort order, before the run id.</param>
/// <param name="GroupBy">The attribute by which they are counted; null for one group.</param>
public sealed record ListQuery(Filter Filter, IReadOnlyList<SortTerm> Order, SearchAttribute? GroupBy)
{
    /// <summary>Open executions first, then those that closed last; within each, those that started last.</summary>
    public static readonly IReadOnlyList<SortTerm> NewestFirst =
    [
        new(new SearchAttribute("CloseTime", SystemSearchAttributes.System["CloseTime"]), IsDescending: true),
        new(new SearchAttribute("StartTime", SystemSearchAttributes.System["StartTime"]), IsDescending: true),
    ];

    /// <summary>The search attribute of executions that are reserved for the server.</summary>
    public static readonly SearchAttribute Division = new("TemporalNamespaceDivision", IndexedValueType.Keyword);

    /// <summary>
    /// The executions that pass a filter, in the default order. Those of the server are included only if the filter
    /// names their attribute.
    /// </summary>
    public static ListQuery Of(Filter filter) => new(
        filter.Mentions(Division.Name)
            ? filter
            : new Filter.All([filter, new Filter.Test(Division, TestOperator.Missing, [])]),
        NewestFirst,
        GroupBy: null);

    /// <summary>
    /// Parses the filter language: a subset of SQL's WHERE, then GROUP BY one attribute, then ORDER BY some.
    /// </summary>
    /// <param name="text">The text; empty means everything.</param>
    /// <param name="types">The search attributes of the namespace.</param>
    /// <exception cref="ListQueryException">The text is not understood.</exception>
    public static ListQuery Parse(string text, SearchAttributeTypes types) => new ListQueryParser(text, types).Read();
}
