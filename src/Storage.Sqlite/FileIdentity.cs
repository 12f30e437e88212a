using Microsoft.Win32.SafeHandles;

namespace Cairn.Storage.Sqlite;

/// <summary>
/// Checks whether a path still leads to the file that was opened. SQLite keeps writing to a file that was deleted or
/// replaced, and what it acknowledges then is lost. Dispose it only when no connection to the file is open, because
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
        // Some file systems of Linux store no creation time; .NET then returns the time of the last change, which is
        // the same for the path and for the open file. On other systems an open file would conflict with the locks of
        // SQLite.
        handle = isHeldOpen && OperatingSystem.IsLinux()
            ? File.OpenHandle(path, share: FileShare.ReadWrite | FileShare.Delete)
            : null;
    }

    /// <summary>Remembers the identity of the file at a path.</summary>
    public static FileIdentity Of(string path) => new(path, isHeldOpen: true);

    /// <summary>Remembers the identity of a lock file, which cannot be opened again and never changes.</summary>
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
