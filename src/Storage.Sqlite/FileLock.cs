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
    private readonly FileStream file;

    private readonly string processPath;

    private FileLock(FileStream file, string processPath) => (this.file, this.processPath) = (file, processPath);

    public static FileLock Take(string path)
    {
        var lockPath = path + ".lock";
        try
        {
            var file = DatabaseFile.Make(lockPath, FileMode.OpenOrCreate);
            return new(file, Note(path, file));
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

    public void Dispose()
    {
        File.Delete(processPath);
        file.Dispose();
    }

    /// <summary>Notes which process has the lock, in a file of its own: that with the lock cannot be read.</summary>
    private static string Note(string path, FileStream taken)
    {
        var processPath = path + ".pid";
        try
        {
            using var note = DatabaseFile.Make(processPath, FileMode.Create, FileShare.Read);
            note.Write(Encoding.ASCII.GetBytes($"{Environment.ProcessId}\n"));
            return processPath;
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
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or FormatException)
        {
            return Unknown; // The other one has not noted it yet.
        }
    }

    // EAGAIN on Linux, EAGAIN on macOS and BSD, ERROR_SHARING_VIOLATION on Windows.
    private static bool IsHeldElsewhere(IOException error) => error.HResult is 11 or 35 or unchecked((int)0x80070020);
}
