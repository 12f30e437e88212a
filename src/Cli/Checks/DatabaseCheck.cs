using System.Globalization;

namespace Cairn.Cli.Checks;

/// <summary>Whether the file of a database on this machine is safe and has room to grow.</summary>
internal static class DatabaseCheck
{
    private const string Topic = "Database";
    private const string Default = "cairn.db";
    private const long LittleSpace = 1L << 30;

    // How every file of SQLite begins: https://www.sqlite.org/fileformat.html, section 1.3.
    private static readonly byte[] Magic = [.. "SQLite format 3\0"u8];

    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    /// <summary>Looks at the file.</summary>
    /// <param name="named">The file; null means the default one, if it is there.</param>
    public static IEnumerable<Finding> Run(string? named)
    {
        var path = Path.GetFullPath(named ?? Default);
        if (!File.Exists(path))
        {
            if (named is not null)
            {
                yield return Finding.Bad(Topic, $"There is no {path}.");
            }

            yield break;
        }

        if (!IsDatabase(path))
        {
            yield return Finding.Bad(Topic, $"{path} is no SQLite database.");
            yield break;
        }

        var size = new[] { path, $"{path}-wal" }.Select(each => new FileInfo(each)).Where(file => file.Exists)
            .Sum(file => file.Length);
        var free = new DriveInfo(Path.GetDirectoryName(path)!).AvailableFreeSpace;
        var text = $"{path}: {Size(size)}, {Size(free)} free";
        yield return free < LittleSpace
            ? Finding.Bad(Topic, $"{text}: a full disk stops the server.")
            : Finding.Good(Topic, text);
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Others) != 0)
        {
            yield return Finding.Odd(Topic, $"{path} can be read by others: chmod 600 keeps workflows secret.");
        }
    }

    // An empty file becomes one when a server opens it.
    private static bool IsDatabase(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var head = new byte[Magic.Length];
        var read = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        return read == 0 || head.AsSpan().SequenceEqual(Magic);
    }

    private static string Size(long bytes) => bytes switch
    {
        >= 1L << 30 => string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1L << 30):0.0} GB"),
        >= 1L << 20 => string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1L << 20):0.0} MB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:0.0} KB"),
    };
}
