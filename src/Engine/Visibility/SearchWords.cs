namespace Cairn.Engine.Visibility;

/// <summary>The words of a text attribute, by which it is found: cut at white space, in lower case.</summary>
internal static class SearchWords
{
    /// <summary>The words of a text.</summary>
    public static IReadOnlyList<SearchValue> Of(string text) =>
        [.. text.ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Distinct()
            .Select(SearchValue.Of)];
}
