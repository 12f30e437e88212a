using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace Cairn.Tests.Sdk.Analyzers;

/// <summary>Source with marks around what should be found.</summary>
/// <param name="Text">The source without the marks.</param>
/// <param name="Findings">What is marked: file, line, code and rule.</param>
internal sealed partial record Marked(string Text, IReadOnlyList<string> Findings)
{
    /// <summary>Takes the marks out of a file.</summary>
    public static Marked Read(string file, string source)
    {
        var text = new StringBuilder();
        var open = new Stack<(string Rules, int Start)>();
        var findings = new List<string>();
        var last = 0;
        foreach (Match mark in Mark().Matches(source))
        {
            text.Append(source, last, mark.Index - last);
            last = mark.Index + mark.Length;
            if (mark.Groups[1].Success)
            {
                open.Push((mark.Groups[1].Value, text.Length));
                continue;
            }

            var (rules, start) = open.Pop();
            var before = text.ToString();
            var line = before[..start].Count(letter => letter == '\n') + 1;
            findings.AddRange(rules.Split(',').Select(rule => $"{file}:{line} {rule} {before[start..]}"));
        }

        text.Append(source, last, source.Length - last);
        return new(text.ToString(), findings);
    }

    /// <summary>A diagnostic as a mark would say it.</summary>
    public static string Describe(Diagnostic diagnostic)
    {
        var span = diagnostic.Location.SourceSpan;
        var place = diagnostic.Location.GetLineSpan();
        var text = diagnostic.Location.SourceTree?.GetText(TestContext.Current.CancellationToken).ToString(span);
        return diagnostic.Id.StartsWith("CAIRN", StringComparison.Ordinal)
            ? $"{place.Path}:{place.StartLinePosition.Line + 1} {diagnostic.Id} {text}"
            : diagnostic.ToString();
    }

    [GeneratedRegex(@"\{\|([A-Z0-9,]+):|\|\}")]
    private static partial Regex Mark();
}
