using System.Text;

[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]

namespace Cairn.Tests.Engine;

/// <summary>
/// Text that is kept in the source tree and compared with what the code now says. With CAIRN_REWRITE_TRANSCRIPTS=1 the
/// kept text is written anew, to be read as a diff.
/// </summary>
internal static class Golden
{
    /// <summary>The folder of the source tree.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The folder that the transcripts are in.</summary>
    public static string Transcripts { get; } = Path.Combine(Root, "tests", "Engine", "transcripts");

    private static bool Rewrites => Environment.GetEnvironmentVariable("CAIRN_REWRITE_TRANSCRIPTS") == "1";

    /// <summary>Fails with a diff if a kept file does not say this.</summary>
    public static void Compare(string path, string now)
    {
        if (Rewrites)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, now);
        }

        var kept = File.Exists(path) ? File.ReadAllText(path) : "";
        Assert.True(kept == now, $"{Path.GetRelativePath(Root, path)} differs (- kept, + now):\n{Diff(kept, now)}");
    }

    private static string Diff(string kept, string now)
    {
        string[] one = kept.Split('\n'), other = now.Split('\n');
        var shorter = Math.Min(one.Length, other.Length);
        var head = Enumerable.Range(0, shorter).TakeWhile(i => one[i] == other[i]).Count();
        var tail = Enumerable.Range(1, shorter - head).TakeWhile(i => one[^i] == other[^i]).Count();
        var diff = new StringBuilder();
        foreach (var line in one[Math.Max(0, head - 8)..head])
        {
            diff.AppendLine(line.Insert(0, "  "));
        }

        foreach (var line in one[head..^tail])
        {
            diff.AppendLine(line.Insert(0, "- "));
        }

        foreach (var line in other[head..^tail])
        {
            diff.AppendLine(line.Insert(0, "+ "));
        }

        return diff.ToString();
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Directory.Packages.props")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName
            ?? throw new DirectoryNotFoundException("The tests do not run inside their source tree.");
    }
}
