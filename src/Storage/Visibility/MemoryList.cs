using Cairn.Engine.Visibility;

namespace Cairn.Storage.Visibility;

/// <summary>Lists and counts heads that are in memory.</summary>
internal static class MemoryList
{
    /// <summary>A page of a list.</summary>
    public static IReadOnlyList<ExecutionHead> Page(
        IEnumerable<ExecutionHead> heads, ListQuery query, ListPlace? after, int limit)
    {
        var order = query.Order;
        return
        [
            .. Passing(heads, query)
                .Select(head => (Head: head, Place: ListPlace.Of(head, order)))
                .Where(one => after is null || one.Place.CompareTo(after, order) > 0)
                .Order(Comparer<(ExecutionHead Head, ListPlace Place)>.Create(
                    (one, two) => one.Place.CompareTo(two.Place, order)))
                .Take(limit)
                .Select(one => one.Head),
        ];
    }

    /// <summary>The number of executions, in groups.</summary>
    public static IReadOnlyList<ExecutionCount> Count(IEnumerable<ExecutionHead> heads, ListQuery query)
    {
        var passing = Passing(heads, query);
        if (query.GroupBy is not { } attribute)
        {
            return [new ExecutionCount(null, passing.LongCount())];
        }

        return
        [
            .. passing
                .GroupBy(head => HeadAttributes.Of(head, attribute) is [var value, ..] ? value.Text : null)
                .Select(group => new ExecutionCount(
                    group.Key is { } text ? SearchValue.Of(text) : null, group.LongCount()))
                .OrderBy(count => count.Group, Comparer<SearchValue?>.Create(Compare)),
        ];
    }

    private static IEnumerable<ExecutionHead> Passing(IEnumerable<ExecutionHead> heads, ListQuery query) =>
        heads.Where(head => query.Filter.Matches(attribute => HeadAttributes.Of(head, attribute)));

    private static int Compare(SearchValue? one, SearchValue? two) => (one, two) switch
    {
        (null, null) => 0,
        (null, _) => -1,
        (_, null) => 1,
        ({ } left, { } right) => left.CompareTo(right),
    };
}
