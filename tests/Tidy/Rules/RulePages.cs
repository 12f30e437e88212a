using System.Text.RegularExpressions;

namespace Cairn.Tests.Tidy.Rules;

/// <summary>Every rule of the compiler has a page under docs/rules, to which its message leads.</summary>
internal static partial class RulePages
{
    private const string Folder = "docs/rules/";

    /// <summary>Reports rules without a page, pages without a rule, and messages that lead to none.</summary>
    public static IEnumerable<string> Check(IReadOnlyList<SourceFile> files)
    {
        var sources = files.Where(file => file.IsUnder("src") && file.Extension == ".cs").ToList();
        var codes = sources.SelectMany(file => Code().Matches(file.Text)).Select(m => m.Groups[1].Value).ToHashSet();
        return CodePages.Check(files, Folder, codes)
            .Concat(codes.Order(StringComparer.Ordinal)
                .Where(code => !sources.Exists(file => IsNamed(file.Text, code)))
                .Select(code => $"No message of {code} says how to read {Folder}{code}.md"));
    }

    // The class Rule writes the command that prints the page into each message; others write it themselves.
    private static bool IsNamed(string text, string code) =>
        text.Contains($"cairn explain {code}", StringComparison.Ordinal)
        || Regex.IsMatch(text, $@"\bRule\.\w+\(\s*""{code}""");

    [GeneratedRegex(@"""(CAIRN0\d{3}|CAIRNS\d{2})""")]
    private static partial Regex Code();
}
