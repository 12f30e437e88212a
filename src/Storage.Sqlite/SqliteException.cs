using SQLitePCL;

namespace Cairn.Storage.Sqlite;

/// <summary>SQLite answered with an error.</summary>
/// <param name="code">The extended result code.</param>
/// <param name="message">What SQLite says about it.</param>
internal sealed class SqliteException(int code, string message) : Exception($"SQLite error {code}: {message}")
{
    /// <summary>The result code without its extension.</summary>
    public int Code { get; } = code & 0xFF;

    /// <summary>
    /// Whether file and disk are beyond doubt: a batch is too big, breaks a constraint or does not fit any more, or
    /// another program holds the file.
    /// </summary>
    public bool IsHarmless => Code is raw.SQLITE_CONSTRAINT or raw.SQLITE_TOOBIG or raw.SQLITE_FULL
        or raw.SQLITE_BUSY or raw.SQLITE_LOCKED;

    /// <summary>
    /// Whether a COMMIT that answered this has surely written nothing: SQLite refuses for these reasons before it
    /// touches the log. After any other answer the end of the log may or may not be on the disk.
    /// </summary>
    public bool ProvesRollback => Code is raw.SQLITE_BUSY or raw.SQLITE_CONSTRAINT;

    /// <summary>What the callers of a store hear.</summary>
    public StoreException ToStoreException(string path) => Code switch
    {
        raw.SQLITE_NOTADB => new(StoreFailure.NotADatabase, $"'{path}' is not a database.", this),
        // The statements are fixed, so one that SQLite cannot compile has met a schema that is not what it says it is.
        raw.SQLITE_CORRUPT or raw.SQLITE_ERROR =>
            new(StoreFailure.Corrupt, $"The database '{path}' is damaged: {Message}.", this),
        _ => new(StoreFailure.Unavailable, $"The database '{path}' cannot be read or written: {Message}.", this),
    };
}
