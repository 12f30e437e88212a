using Cairn.Protocol;
using SQLitePCL;

namespace Cairn.Storage.Sqlite;

/// <summary>SQLite answered with an error.</summary>
/// <param name="code">The extended result code.</param>
/// <param name="message">What SQLite says about it.</param>
/// <param name="execution">The execution whose data are damaged; null if that is not known.</param>
internal sealed class SqliteException(int code, string message, ExecutionKey? execution = null)
    : Exception($"SQLite error {code}: {message}")
{
    /// <summary>What SQLite says about it.</summary>
    public string Description => message;

    /// <summary>The extended result code.</summary>
    public int ExtendedCode => code;

    /// <summary>The result code without its extension.</summary>
    public int Code { get; } = code & 0xFF;

    /// <summary>
    /// Whether the disk is beyond doubt: a batch is too big, breaks a constraint, does not fit any more or meets
    /// damaged data, or another program holds the file.
    /// </summary>
    public bool IsHarmless => IsLock || IsDamage
        || Code is raw.SQLITE_CONSTRAINT or raw.SQLITE_TOOBIG or raw.SQLITE_FULL;

    /// <summary>Whether another program holds the file.</summary>
    public bool IsLock => Code is raw.SQLITE_BUSY or raw.SQLITE_LOCKED;

    /// <summary>Whether what is in the file is not what was written.</summary>
    public bool IsDamage => Code is raw.SQLITE_CORRUPT;

    /// <summary>
    /// Whether a COMMIT that answered this has surely written nothing: SQLite refuses for these reasons before it
    /// touches the log. After any other answer the end of the log may or may not be on the disk.
    /// </summary>
    public bool ProvesRollback => Code is raw.SQLITE_BUSY or raw.SQLITE_CONSTRAINT;

    /// <summary>What the callers of a store hear.</summary>
    /// <param name="path">The database file.</param>
    /// <param name="reading">The execution that was read or written; null if it was not one.</param>
    public StoreException ToStoreException(string path, ExecutionKey? reading = null) => Code switch
    {
        raw.SQLITE_NOTADB => new(StoreFailure.NotADatabase, $"'{path}' is not a database.", this),
        // The statements are fixed, so one that SQLite cannot compile has met a schema that is not what it says it is.
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
