namespace Cairn.Engine.Visibility;

/// <summary>The words of a text attribute, for searches: split at white space, in lower case.</summary>
internal static class SearchWords
{
    /// <summary>The words of a text.</summary>
    public static IReadOnlyList<SearchValue> Of(string text) =>
        [.. text.ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Distinct()
            .Select(SearchValue.Of)];
}
