namespace Cairn.Tests.Tidy.Rules;

/// <summary>Every code has a page in a folder, and every page a code.</summary>
internal static class CodePages
{
    /// <summary>Reports codes without a page or a line in the index, and pages without a code.</summary>
    /// <param name="files">The tree.</param>
    /// <param name="folder">The folder of the pages, with a slash at the end.</param>
    /// <param name="codes">The codes of the source.</param>
    public static IEnumerable<string> Check(
        IReadOnlyList<SourceFile> files, string folder, IReadOnlySet<string> codes)
    {
        var pages = files.Where(file => file.IsUnder(folder.TrimEnd('/')) && file.Path != folder + "README.md")
            .ToDictionary(file => Path.GetFileNameWithoutExtension(file.Path));
        var index = files.FirstOrDefault(file => file.Path == folder + "README.md")?.Text ?? string.Empty;
        foreach (var code in codes.Union(pages.Keys).Order(StringComparer.Ordinal))
        {
            if (!codes.Contains(code))
            {
                yield return $"{folder}{code}.md: no message has this code";
            }
            else if (!pages.TryGetValue(code, out var page))
            {
                yield return $"{code} has no page {folder}{code}.md";
            }
            else if (!page.Text.StartsWith($"# {code}: ", StringComparison.Ordinal))
            {
                yield return $"{page.Path} must begin with '# {code}: '";
            }
            else if (!index.Contains($"[{code}]({code}.md)", StringComparison.Ordinal))
            {
                yield return $"{folder}README.md does not list {code}";
            }
        }
    }
}
