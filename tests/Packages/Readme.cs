namespace Cairn.Tests.Packages;

/// <summary>README.md as its readers copy from it.</summary>
internal static class Readme
{
    private const string Begin = "```csharp\n";

    /// <summary>Its program: the first block of C#.</summary>
    public static string Program()
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));
        var begin = text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        return text[begin..text.IndexOf("```", begin, StringComparison.Ordinal)];
    }
}
