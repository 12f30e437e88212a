using System.Globalization;
using System.Text;

namespace Cairn.Storage.Sqlite;

/// <summary>
/// The right to use a database file. It is held by a lock on a file beside the database, which the operating system
/// drops when the process ends, however that happens; the lock file itself stays, for deleting it would race with
/// others.
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

    /// <summary>Tells whether somebody deleted the lock file: then others can open the database as well.</summary>
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

    /// <summary>Notes which process has the lock, in a file of its own: that with the lock cannot be read.</summary>
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
            return Unknown; // The other one has not noted it yet.
        }
    }

    // EAGAIN on Linux, EAGAIN on macOS and BSD, ERROR_SHARING_VIOLATION on Windows.
    private static bool IsHeldElsewhere(IOException error) => error.HResult is 11 or 35 or unchecked((int)0x80070020);
}
