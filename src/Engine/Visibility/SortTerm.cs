namespace Cairn.Engine.Visibility;

/// <summary>
/// One of the attributes that a list is sorted by. An execution without it counts as greater than all.
/// </summary>
/// <param name="Attribute">The attribute, which has at most one value.</param>
/// <param name="IsDescending">Whether the greatest comes first.</param>
public sealed record SortTerm(SearchAttribute Attribute, bool IsDescending);
