namespace Cairn.Tests.Tidy;

/// <summary>The source tree that these tests were built from.</summary>
internal static class Repository
{
    private static readonly string[] s_notOurs = [".git", ".vs", ".idea", "artifacts", "bin", "obj", "node_modules"];

    private static readonly string[] s_text =
    [
        ".cs", ".razor", ".md", ".proto", ".csproj", ".props", ".targets", ".slnx", ".js", ".json", ".mjs", ".ts",
        ".tsv", ".txt", ".yml", ".editorconfig", ".gitignore", "",
    ];

    /// <summary>The folder that holds Cairn.slnx.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Every text file, in order of path.</summary>
    public static IReadOnlyList<SourceFile> Files { get; } =
        [.. Walk(Root).OrderBy(path => path, StringComparer.Ordinal).Select(Read)];

    /// <summary>The files with one of these endings.</summary>
    public static IEnumerable<SourceFile> With(params string[] extensions) =>
        Files.Where(file => extensions.Contains(file.Extension));

    /// <summary>The projects that are built here. Those of templates are built where users make them.</summary>
    public static IEnumerable<SourceFile> Projects =>
        With(".csproj").Where(file => !file.IsUnder("src/Templates/content"));

    /// <summary>The text of one file.</summary>
    public static string Text(string path) => File.ReadAllText(Path.Combine(Root, path));

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Cairn.slnx")))
            {
                return folder.FullName;
            }
        }
        throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} holds Cairn.slnx.");
    }

    private static IEnumerable<string> Walk(string folder)
    {
        var here = Directory.EnumerateFiles(folder).Where(path => s_text.Contains(Path.GetExtension(path)));
        var below = Directory.EnumerateDirectories(folder).Where(path => !s_notOurs.Contains(Path.GetFileName(path)));
        return here.Concat(below.SelectMany(Walk));
    }

    private static SourceFile Read(string path) =>
        new(Path.GetRelativePath(Root, path).Replace('\\', '/'), File.ReadAllText(path));
}
