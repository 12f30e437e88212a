namespace Cairn.Tests.Tidy.Rules;

/// <summary>Lines fit a screen beside another. Tables in Markdown cannot be wrapped and are left alone.</summary>
internal static class LineLength
{
    /// <summary>The longest line, in characters.</summary>
    public const int Limit = 120;

    /// <summary>Reports every line that is too long.</summary>
    public static IEnumerable<string> Check(SourceFile file) => file.Lines
        .Select((line, index) => (Text: line, Number: index + 1))
        .Where(line => line.Text.Length > Limit && !IsTable(file, line.Text))
        .Select(line => $"{file.Path}:{line.Number}: {line.Text.Length} characters, at most {Limit}");

    private static bool IsTable(SourceFile file, string line) =>
        file.Extension == ".md" && line.TrimStart().StartsWith('|');
}
