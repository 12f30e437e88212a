namespace Cairn.Tests.Tidy.Rules;

/// <summary>A long file means that something in it was not named.</summary>
internal static class FileLength
{
    private static readonly string[] s_pure = ["src/Engine", "src/Sdk.Replay"];

    /// <summary>Reports a source file that is too long.</summary>
    public static IEnumerable<string> Check(SourceFile file)
    {
        var limit = s_pure.Any(file.IsUnder) ? 400 : 600;
        if (file.IsUnder("src") && file.Lines.Length > limit)
        {
            yield return $"{file.Path}: {file.Lines.Length} lines, at most {limit}: what in it has no name yet?";
        }
    }
}
