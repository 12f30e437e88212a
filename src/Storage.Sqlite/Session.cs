using Cairn.Storage.Sqlite.Reading;
using Cairn.Storage.Sqlite.Schema;
using Cairn.Storage.Sqlite.Writing;
using SQLitePCL;

namespace Cairn.Storage.Sqlite;

/// <summary>
/// All connections to a database file, from its opening to the first error that puts the state of the disk in doubt.
/// After such an error the memory of SQLite and the operating system may differ from the disk, so none of the
/// connections is used again.
/// </summary>
internal sealed class Session
{
    private readonly Database database;
    private readonly FileIdentity log;
    private readonly Checkpointer checkpointer;

    private Session(
        Database database,
        string path,
        IReadOnlyList<FileIdentity> files,
        FileIdentity log,
        SqliteStoreOptions options,
        Counters counters,
        StoreHealth health)
    {
        this.database = database;
        this.log = log;
        Health = health;
        // When two connections begin or end a transaction at the same time, SQLite tries a few times and then sleeps
        // for milliseconds. With this lock they take turns, and the next one wakes at once.
        var transactionLock = new Lock();
        checkpointer = new Checkpointer(database, transactionLock, counters, options.CheckpointBytes);
        Readers = new ReadQueue(path, options.Readers, transactionLock, health);
        var committer = new Committer(database, transactionLock, checkpointer, health, [.. files, log]);
        Commits = new CommitQueue(committer, checkpointer, health, counters);
    }

    /// <summary>Whether the session may still answer.</summary>
    public StoreHealth Health { get; }

    /// <summary>Makes batches durable.</summary>
    public CommitQueue Commits { get; }

    /// <summary>Reads from the database.</summary>
    public ReadQueue Readers { get; }

    /// <summary>Opens a file that was found to be one of Cairn's, and checks that it can be written.</summary>
    /// <exception cref="StoreException">The file is newer than this Cairn, damaged, or cannot be written.</exception>
    public static Session Open(
        string path,
        IReadOnlyList<FileIdentity> files,
        SqliteStoreOptions options,
        SchemaVersions schema,
        Counters counters,
        StoreHealth health)
    {
        Database? database = null;
        try
        {
            database = Database.Open(path, raw.SQLITE_OPEN_READWRITE);
            Configure(database, path, options, schema);
            var log = FileIdentity.Of(path + "-wal");
            return new Session(database, path, files, log, options, counters, health);
        }
        catch (Exception error)
        {
            database?.Dispose();
            if (error is SqliteException sqlite)
            {
                throw sqlite.ToStoreException(path);
            }

            throw;
        }
    }

    /// <summary>
    /// Answers the queued batches, and copies the log into the file unless the state of the disk is in doubt.
    /// </summary>
    public async Task CloseAsync()
    {
        await Commits.CloseAsync().ConfigureAwait(false);
        await Readers.DisposeAsync().ConfigureAwait(false);
        try
        {
            if (!Health.HasFailed)
            {
                checkpointer.Empty();
                database.KeepLogOnClose(false);
            }
        }
        catch (SqliteException error)
        {
            // Every batch was answered; pages that could not be copied stay in the log and are copied at the next
            // start.
            Health.Fail(error);
        }
        finally
        {
            database.Dispose();
            log.Dispose();
        }
    }

    private static void Configure(Database database, string path, SqliteStoreOptions options, SchemaVersions schema)
    {
        // Until the file is known to be Cairn's, and after the disk has failed, closing must change nothing.
        database.KeepLogOnClose(true);
        database.Execute("PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0; PRAGMA cache_size = -65536");
        database.Execute("PRAGMA cell_size_check = ON");
        DatabaseFile.CheckVersion(path, database.Query("PRAGMA user_version"), schema);
        schema.Migrate(database);
        if (options.MaxBytes is { } bytes)
        {
            database.Execute($"PRAGMA max_page_count = {bytes / database.Query("PRAGMA page_size")}");
        }

        // Refuses a damaged file before anything is written to it, if the damage is where the writer begins.
        _ = database.Query("SELECT max(seq) FROM journal") + database.Query("SELECT max(id) FROM executions");

        // A copy that SQLite made may have another journal mode.
        database.Execute("PRAGMA journal_mode = WAL");

        // The log may never have become durable: its writer may have died, or its disk have failed, before the fsync.
        // Copying it into the file makes everything durable that is read from here on.
        CompletenessMark.Write(database, isComplete: false);
        database.Checkpoint(raw.SQLITE_CHECKPOINT_TRUNCATE);
        CompletenessMark.Write(database, isComplete: true);
    }
}
