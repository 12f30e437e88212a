using System.Globalization;
using System.Text;

namespace Cairn.Storage.Sqlite;

/// <summary>
/// The exclusive right to use a database file. It is a lock on a file beside the database; the operating system drops
/// it when the process ends, however it ends. The lock file itself is never deleted: deleting it would race with other
/// processes.
/// </summary>
internal sealed class FileLock : IDisposable
{
    private readonly string path;
    private FileStream file;

    private FileLock(string path)
    {
        this.path = path;
        file = Hold(path);
        Place = FileIdentity.OfLock(path + ".lock");
    }

    /// <summary>
    /// The identity of the lock file. If the file was deleted, another process can open the database as well.
    /// </summary>
    public FileIdentity Place { get; private set; }

    /// <exception cref="StoreException">Another store has the file open.</exception>
    public static FileLock Take(string path) => new(path);

    /// <summary>Takes the lock again if its file was deleted.</summary>
    /// <exception cref="StoreException">Another store has the file open.</exception>
    public void Renew()
    {
        if (!Place.IsInPlace)
        {
            var renewed = Hold(path);
            file.Dispose();
            (file, Place) = (renewed, FileIdentity.OfLock(path + ".lock"));
        }
    }

    public void Dispose()
    {
        try
        {
            if (Place.IsInPlace)
            {
                File.Delete(path + ".pid");
            }
        }
        finally
        {
            file.Dispose();
        }
    }

    private static FileStream Hold(string path)
    {
        var lockPath = path + ".lock";
        try
        {
            var file = DatabaseFile.Make(lockPath, FileMode.OpenOrCreate);
            Note(path, file);
            return file;
        }
        catch (IOException error) when (IsHeldElsewhere(error))
        {
            throw new StoreException(
                StoreFailure.InUse,
                $"The database '{path}' is open {HolderOf(path)}: its lock '{lockPath}' is held. "
                    + "Only one may have it at a time: end the other, or run a server on it ('cairn server "
                    + "--db-filename') and let both connect to that.",
                error);
        }
    }

    /// <summary>Writes the id of this process to a separate file, because a locked file cannot be read.</summary>
    private static void Note(string path, FileStream taken)
    {
        try
        {
            using var note = DatabaseFile.Make(path + ".pid", FileMode.Create, FileShare.Read);
            note.Write(Encoding.ASCII.GetBytes($"{Environment.ProcessId}\n"));
        }
        catch
        {
            taken.Dispose();
            throw;
        }
    }

    private static string HolderOf(string path)
    {
        const string Unknown = "in another process, or a second time in this one";
        try
        {
            var process = int.Parse(File.ReadAllText(path + ".pid"), CultureInfo.InvariantCulture);
            return process == Environment.ProcessId
                ? $"a second time in this process (process id {process})"
                : $"in another process (process id {process})";
        }
        catch (Exception error)
            when (error is IOException or UnauthorizedAccessException or FormatException or OverflowException)
        {
            return Unknown; // The other process has not written its id yet.
        }
    }

    // EAGAIN on Linux, EAGAIN on macOS and BSD, ERROR_SHARING_VIOLATION on Windows.
    private static bool IsHeldElsewhere(IOException error) => error.HResult is 11 or 35 or unchecked((int)0x80070020);
}
