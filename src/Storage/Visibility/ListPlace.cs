using Cairn.Engine.Visibility;
using Cairn.Protocol;

namespace Cairn.Storage.Visibility;

/// <summary>The place of an execution in a list.</summary>
/// <param name="Keys">The sort keys, one for each term of the order; null counts as greater than all values.</param>
/// <param name="RunId">The run id, which orders executions with equal keys.</param>
public sealed record ListPlace(IReadOnlyList<SearchValue?> Keys, RunId RunId)
{
    /// <summary>The place of an execution.</summary>
    public static ListPlace Of(ExecutionHead head, IReadOnlyList<SortTerm> order) => new(
        [
            .. order.Select(term =>
                HeadAttributes.Of(head, term.Attribute) is [var value, ..] ? value : (SearchValue?)null),
        ],
        head.Key.RunId);

    /// <summary>Less than 0 if this place comes before another one in the same order.</summary>
    public int CompareTo(ListPlace other, IReadOnlyList<SortTerm> order)
    {
        for (var i = 0; i < order.Count; i++)
        {
            var ascending = (Keys[i], other.Keys[i]) switch
            {
                (null, null) => 0,
                (null, _) => 1,
                (_, null) => -1,
                ({ } one, { } two) => one.CompareTo(two),
            };
            if (ascending != 0)
            {
                return order[i].IsDescending ? -ascending : ascending;
            }
        }

        return string.CompareOrdinal(RunId.Value, other.RunId.Value);
    }
}
