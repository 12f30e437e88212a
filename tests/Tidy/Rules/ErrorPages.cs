using System.Text.RegularExpressions;

namespace Cairn.Tests.Tidy.Rules;

/// <summary>Every code of a message at run time has a page under docs/errors, to which the message leads.</summary>
internal static partial class ErrorPages
{
    private const string Folder = "docs/errors/";

    /// <summary>Reports codes without a page, pages without a code, and messages that lead to none.</summary>
    public static IEnumerable<string> Check(IReadOnlyList<SourceFile> files)
    {
        var sources = files.Where(file => file.IsUnder("src") && file.Extension == ".cs").ToList();
        var codes = sources.SelectMany(file => Code().Matches(file.Text)).Select(m => m.Groups[1].Value).ToHashSet();
        return CodePages.Check(files, Folder, codes)
            .Concat(codes.Order(StringComparer.Ordinal)
                .Where(code => files.Any(file => file.Path == $"{Folder}{code}.md")
                    && !sources.Exists(file => file.Text.Contains($"cairn explain {code}", StringComparison.Ordinal)))
                .Select(code => $"No message says that {code} is explained in {Folder}{code}.md"));
    }

    // In a message it is in brackets. Those that begin with CAIRN0 are the compiler's: see RulePages.
    [GeneratedRegex(@"[\[""](TMPRL\d{4}|CAIRN[1-9]\d{3})[\]""]")]
    private static partial Regex Code();
}
