using System.Text.RegularExpressions;

namespace Cairn.Tests.Compatibility;

/// <summary>An entry of the oracle that differs from the recording, as docs/differences.md lists it.</summary>
/// <param name="Entry">The entry's name.</param>
/// <param name="IsRace">Whether it differs only at times.</param>
/// <param name="Reason">Why it differs.</param>
internal sealed partial record Difference(string Entry, bool IsRace, string Reason)
{
    /// <summary>All that are listed.</summary>
    public static IReadOnlyList<Difference> Read() =>
        Parse(File.ReadAllText(Path.Combine(Checkout.Root, "docs", "differences.md")));

    public static IReadOnlyList<Difference> Parse(string document) =>
    [
        .. from row in Row().Matches(document)
           select new Difference(
               row.Groups["entry"].Value, row.Groups["when"].Value == "at times", row.Groups["reason"].Value.Trim()),
    ];

    [GeneratedRegex(
        @"^\| `(?<entry>[^`]+)` \| (?<when>always|at times) \|(?<reason>[^|\n]+)\|$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
