using System.Text.RegularExpressions;

namespace Cairn.Tests.Tidy.Rules;

/// <summary>
/// Comments say who does what: the caller, a worker, the node. Words that leave that open are reported, and metaphors
/// for things that have a name in docs/GLOSSARY.md.
/// </summary>
internal static partial class PlainWords
{
    /// <summary>Reports every line of a comment that has one of the words.</summary>
    public static IEnumerable<string> Check(SourceFile file) => !file.IsUnder("src") ? [] : file.Lines
        .Select((line, index) => (Word: Unclear().Match(line), Number: index + 1))
        .Where(line => line.Word.Success)
        .Select(line => $"{file.Path}:{line.Number}: \"{line.Word.Groups["word"].Value}\": say who or what it is");

    [GeneratedRegex(
        @"//.*\b(?<word>whoever|whom|nobody|somebody|everybody|of which|thereof|told|desk|keeper|hands|courier|shelf|"
        + @"door|gate|resident|aftermath|patience)\b",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Unclear();
}
