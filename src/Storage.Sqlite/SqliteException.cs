using Cairn.Protocol;
using SQLitePCL;

namespace Cairn.Storage.Sqlite;

/// <summary>SQLite answered with an error.</summary>
/// <param name="code">The extended result code of SQLite.</param>
/// <param name="message">The error text of SQLite.</param>
/// <param name="execution">The execution whose data are damaged; null if that is not known.</param>
internal sealed class SqliteException(int code, string message, ExecutionKey? execution = null)
    : Exception($"SQLite error {code}: {message}")
{
    /// <summary>The error text of SQLite.</summary>
    public string Description => message;

    /// <summary>The extended result code.</summary>
    public int ExtendedCode => code;

    /// <summary>The result code without its extension.</summary>
    public int Code { get; } = code & 0xFF;

    /// <summary>
    /// Whether the state of the disk is certain: the batch is too big, breaks a constraint, does not fit any more or
    /// meets damaged data, or another program holds the file.
    /// </summary>
    public bool IsHarmless => IsLock || IsDamage
        || Code is raw.SQLITE_CONSTRAINT or raw.SQLITE_TOOBIG or raw.SQLITE_FULL;

    /// <summary>Whether another program holds the file.</summary>
    public bool IsLock => Code is raw.SQLITE_BUSY or raw.SQLITE_LOCKED;

    /// <summary>Whether the data in the file are damaged.</summary>
    public bool IsDamage => Code is raw.SQLITE_CORRUPT;

    /// <summary>
    /// Whether a COMMIT with this result has certainly written nothing: SQLite refuses for these reasons before it
    /// touches the log. After any other error the end of the log may or may not be on the disk.
    /// </summary>
    public bool ProvesRollback => Code is raw.SQLITE_BUSY or raw.SQLITE_CONSTRAINT;

    /// <summary>The exception for the callers of the store.</summary>
    /// <param name="path">The database file.</param>
    /// <param name="reading">The execution that was read or written; null if it was something else.</param>
    public StoreException ToStoreException(string path, ExecutionKey? reading = null) => Code switch
    {
        raw.SQLITE_NOTADB => new(StoreFailure.NotADatabase, $"'{path}' is not a database.", this),
        // The statements are fixed, so one that SQLite cannot compile means that the schema is not the one that its
        // version says.
        raw.SQLITE_CORRUPT or raw.SQLITE_ERROR =>
            Damaged(path, execution ?? reading),
        raw.SQLITE_FULL => new(
            StoreFailure.Unavailable, $"There is no room for the database '{path}': {Message}.", this),
        _ => new(StoreFailure.Unavailable, $"The database '{path}' cannot be read or written: {Message}.", this),
    };

    private StoreException Damaged(string path, ExecutionKey? key)
    {
        var what = key is null ? $"The database '{path}' is damaged" : $"{key} is damaged in the database '{path}'";
        return new(StoreFailure.Corrupt, $"{what}: {Message}.", this) { Execution = key };
    }
}
