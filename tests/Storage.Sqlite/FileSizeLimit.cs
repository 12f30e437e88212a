using System.Runtime.InteropServices;

namespace Cairn.Tests.Storage.Sqlite;

/// <summary>
/// The size that a file of this process may have: the way to a write that fails which needs neither a special file
/// system nor any rights. POSIX only.
/// </summary>
internal static partial class FileSizeLimit
{
    /// <summary>No limit below what the process was started with.</summary>
    public const long Hard = -1;

    private const int FileSize = 1;
    private const int FileSizeSignal = 25;
    private const nint Ignore = 1;

    public static void Set(long bytes)
    {
        // Without this the process would be killed instead of being told.
        _ = Signal(FileSizeSignal, Ignore);
        if (GetLimit(FileSize, out var limit) != 0)
        {
            throw new InvalidOperationException("The limit cannot be read.");
        }

        limit.Soft = bytes == Hard ? limit.Most : (nuint)bytes;
        if (SetLimit(FileSize, in limit) != 0)
        {
            throw new InvalidOperationException("The limit cannot be set.");
        }
    }

    [LibraryImport("libc", EntryPoint = "signal")]
    private static partial nint Signal(int number, nint handler);

    [LibraryImport("libc", EntryPoint = "getrlimit")]
    private static partial int GetLimit(int resource, out Limit limit);

    [LibraryImport("libc", EntryPoint = "setrlimit")]
    private static partial int SetLimit(int resource, in Limit limit);

    private struct Limit
    {
        public nuint Soft;
        public nuint Most;
    }
}
