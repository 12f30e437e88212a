namespace Cairn.Tests.Tidy.Rules;

/// <summary>A list of npm packages says which and how they hash; from where is the machine's affair.</summary>
internal static class LockFiles
{
    /// <summary>Reports every line that names where a package was got.</summary>
    public static IEnumerable<string> Check(SourceFile file) => file.Lines
        .Select((line, index) => (Text: line, Number: index + 1))
        .Where(line => line.Text.Contains("\"resolved\":", StringComparison.Ordinal))
        .Select(line => $"{file.Path}:{line.Number}: take out where the package was got: {line.Text.Trim()}");
}
