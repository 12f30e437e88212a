namespace Cairn.Storage.Sqlite;

/// <summary>How large a database is now.</summary>
internal static class FileSizes
{
    /// <summary>The sizes of the files of a database.</summary>
    /// <param name="path">The full path of the database.</param>
    public static StoreSize Of(string path) => new(LengthOf(path), LengthOf(path + "-wal"), FreeBytesAt(path));

    private static long LengthOf(string path) => new FileInfo(path) is { Exists: true } file ? file.Length : 0;

    private static long? FreeBytesAt(string path)
    {
        try
        {
            return new DriveInfo(Path.GetDirectoryName(path)!).AvailableFreeSpace;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null; // A network share of Windows has no drive.
        }
    }
}
