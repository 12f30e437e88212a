namespace Cairn.Storage.Sqlite;

/// <summary>
/// The right to use a database file. It is held by a lock on a file beside the database, which the operating system
/// drops when the process ends, however that happens; the lock file itself stays, for deleting it would race with
/// others.
/// </summary>
internal sealed class FileLock : IDisposable
{
    private readonly FileStream file;

    private FileLock(FileStream file) => this.file = file;

    public static FileLock Take(string path)
    {
        var lockPath = path + ".lock";
        try
        {
            return new(new FileStream(lockPath, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException error) when (IsHeldElsewhere(error))
        {
            throw new StoreException(
                StoreFailure.InUse,
                $"The database '{path}' is open in another process, or a second time in this one: "
                + $"its lock '{lockPath}' is held.",
                error);
        }
    }

    public void Dispose() => file.Dispose();

    // EAGAIN on Linux, EAGAIN on macOS and BSD, ERROR_SHARING_VIOLATION on Windows.
    private static bool IsHeldElsewhere(IOException error) => error.HResult is 11 or 35 or unchecked((int)0x80070020);
}
