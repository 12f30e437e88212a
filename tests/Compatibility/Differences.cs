using System.Text.RegularExpressions;

namespace Cairn.Tests.Compatibility;

/// <summary>What docs/differences.md says of the oracle's entries: the first column of its first table.</summary>
internal static partial class Differences
{
    /// <summary>The entries in which the server differs from the recordings, each with the reason.</summary>
    public static IReadOnlyDictionary<string, string> Read() =>
        Parse(File.ReadAllText(Path.Combine(Checkout.Root, "docs", "differences.md")));

    public static IReadOnlyDictionary<string, string> Parse(string document) => Row().Matches(document)
        .ToDictionary(row => row.Groups["entry"].Value, row => row.Groups["reason"].Value.Trim());

    [GeneratedRegex(@"^\| `(?<entry>[^`]+)` \|(?<reason>[^|\n]+)\|$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
