namespace Cairn.Tests.Tidy.Rules;

/// <summary>Each project of <c>src</c> and each sample has a README.md that is read in a minute.</summary>
internal static class ProjectReadmes
{
    private const int Longest = 40;

    /// <summary>Reports projects without one, and those that are too long.</summary>
    public static IEnumerable<string> Check(IEnumerable<string> projects, IEnumerable<SourceFile> files)
    {
        var lengths = files
            .Where(file => file.Path.EndsWith("/README.md", StringComparison.Ordinal))
            .ToDictionary(file => file.Path, file => file.Text.TrimEnd('\n').Split('\n').Length);
        foreach (var project in projects.Where(NeedsOne))
        {
            var readme = project[..(project.LastIndexOf('/') + 1)] + "README.md";
            if (!lengths.TryGetValue(readme, out var length))
            {
                yield return $"{readme} is missing";
            }
            else if (length > Longest)
            {
                yield return $"{readme}: {length} lines, at most {Longest}";
            }
        }
    }

    private static bool NeedsOne(string project) =>
        project.StartsWith("src/", StringComparison.Ordinal)
        || (project.StartsWith("samples/", StringComparison.Ordinal) && project != "samples/Shared/Shared.csproj");
}
