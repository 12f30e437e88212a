using Microsoft.Win32.SafeHandles;

namespace Cairn.Storage.Sqlite;

/// <summary>
/// Knows whether a path still leads to the file that was opened: SQLite goes on writing to a file that was deleted or
/// replaced, and what it acknowledges then is lost. It must be disposed when no connection to the file is open, since
/// closing a file drops the locks that the process has on it.
/// </summary>
internal sealed class FileIdentity : IDisposable
{
    private readonly string path;
    private readonly DateTime created;
    private readonly SafeFileHandle? handle;

    private FileIdentity(string path, bool isHeldOpen)
    {
        this.path = path;
        created = File.GetCreationTimeUtc(path);
        // Some file systems of Linux keep no time of creation; the runtime then takes that of the last change, which is
        // the same for the path and for the open file. Elsewhere an open file would meet the locks of SQLite.
        handle = isHeldOpen && OperatingSystem.IsLinux()
            ? File.OpenHandle(path, share: FileShare.ReadWrite | FileShare.Delete)
            : null;
    }

    /// <summary>Remembers the file that a path leads to.</summary>
    public static FileIdentity Of(string path) => new(path, isHeldOpen: true);

    /// <summary>Remembers the file of a lock, which cannot be opened again and in which nothing changes.</summary>
    public static FileIdentity OfLock(string path) => new(path, isHeldOpen: false);

    /// <summary>Whether the path still leads to the file.</summary>
    public bool IsInPlace => File.Exists(path)
        && File.GetCreationTimeUtc(path) == (handle is null ? created : File.GetCreationTimeUtc(handle));

    /// <exception cref="StoreException">The file was deleted, moved or replaced.</exception>
    public void Check()
    {
        if (!IsInPlace)
        {
            throw new StoreException(
                StoreFailure.Unavailable,
                $"The file '{path}' was deleted, moved or replaced while it was open.");
        }
    }

    public void Dispose() => handle?.Dispose();
}
