using System.Text.RegularExpressions;

namespace Cairn.Tests.Tidy.Rules;

/// <summary>Every code of a message has a page under docs/errors, which the message names.</summary>
internal static partial class ErrorPages
{
    private const string Folder = "docs/errors/";

    /// <summary>Reports codes without a page, pages without a code, and messages that do not name their page.</summary>
    public static IEnumerable<string> Check(IReadOnlyList<SourceFile> files)
    {
        var sources = files.Where(file => file.IsUnder("src") && file.Extension == ".cs").ToList();
        var codes = sources.SelectMany(file => Code().Matches(file.Text)).Select(m => m.Groups[1].Value).ToHashSet();
        var pages = files.Where(file => file.IsUnder("docs/errors") && file.Path != Folder + "README.md")
            .ToDictionary(file => Path.GetFileNameWithoutExtension(file.Path));
        var index = files.FirstOrDefault(file => file.Path == Folder + "README.md")?.Text ?? string.Empty;
        foreach (var code in codes.Union(pages.Keys).Order(StringComparer.Ordinal))
        {
            if (!codes.Contains(code))
            {
                yield return $"{Folder}{code}.md: no message has this code";
            }
            else if (!pages.TryGetValue(code, out var page))
            {
                yield return $"{code} has no page {Folder}{code}.md";
            }
            else if (!page.Text.StartsWith($"# {code}: ", StringComparison.Ordinal))
            {
                yield return $"{page.Path} must begin with '# {code}: '";
            }
            else if (!index.Contains($"[{code}]({code}.md)", StringComparison.Ordinal))
            {
                yield return $"{Folder}README.md does not list {code}";
            }
            else if (!sources.Any(file => file.Text.Contains($"{Folder}{code}.md", StringComparison.Ordinal)))
            {
                yield return $"No message says that {code} is explained in {page.Path}";
            }
        }
    }

    // In a message it is in brackets; the compiler writes that of a diagnostic itself.
    [GeneratedRegex(@"[\[""]((?:TMPRL|CAIRN)\d{4})[\]""]")]
    private static partial Regex Code();
}
