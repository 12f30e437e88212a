using System.Text.RegularExpressions;

namespace Cairn.Tests.Tidy.Rules;

/// <summary>Every rule of the compiler has a page under docs/rules, which its message names.</summary>
internal static partial class RulePages
{
    private const string Folder = "docs/rules/";

    /// <summary>Reports rules without a page, pages without a rule, and messages that do not name their page.</summary>
    public static IEnumerable<string> Check(IReadOnlyList<SourceFile> files)
    {
        var sources = files.Where(file => file.IsUnder("src") && file.Extension == ".cs").ToList();
        var codes = sources.SelectMany(file => Code().Matches(file.Text)).Select(m => m.Groups[1].Value).ToHashSet();
        return CodePages.Check(files, Folder, codes)
            .Concat(codes.Order(StringComparer.Ordinal)
                .Where(code => !sources.Exists(file => IsNamed(file.Text, code)))
                .Select(code => $"No message of {code} names {Folder}{code}.md"));
    }

    // The class Rule writes the page of each rule into its message; others write it themselves.
    private static bool IsNamed(string text, string code) =>
        text.Contains($"{Folder}{code}.md", StringComparison.Ordinal)
        || Regex.IsMatch(text, $@"\bRule\.\w+\(\s*""{code}""");

    [GeneratedRegex(@"""(CAIRN0\d{3}|CAIRNS\d{2})""")]
    private static partial Regex Code();
}
