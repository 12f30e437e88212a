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

    private FileIdentity(string path)
    {
        this.path = path;
        created = File.GetCreationTimeUtc(path);
        // Some file systems of Linux keep no time of creation; the runtime then takes that of the last change, which is
        // the same for the path and for the open file. Elsewhere an open file would meet the locks of SQLite.
        handle = OperatingSystem.IsLinux()
            ? File.OpenHandle(path, share: FileShare.ReadWrite | FileShare.Delete)
            : null;
    }

    /// <summary>Remembers the file that a path leads to.</summary>
    public static FileIdentity Of(string path) => new(path);

    /// <exception cref="StoreException">The file was deleted, moved or replaced.</exception>
    public void Check()
    {
        var expected = handle is null ? created : File.GetCreationTimeUtc(handle);
        if (!File.Exists(path) || File.GetCreationTimeUtc(path) != expected)
        {
            throw new StoreException(
                StoreFailure.Unavailable,
                $"The file '{path}' was deleted, moved or replaced while it was open.");
        }
    }

    public void Dispose() => handle?.Dispose();
}
