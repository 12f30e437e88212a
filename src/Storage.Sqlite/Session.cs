using Cairn.Storage.Sqlite.Reading;
using Cairn.Storage.Sqlite.Schema;
using Cairn.Storage.Sqlite.Writing;
using SQLitePCL;

namespace Cairn.Storage.Sqlite;

/// <summary>
/// All connections to a database file, from its opening to the first error that puts the disk in doubt: what SQLite and
/// the operating system hold in memory then need no longer be what is on the disk, so none of them is used further.
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
        // SQLite tries a few times where two connections begin or end a transaction at one moment, and then sleeps for
        // milliseconds. So they take turns: a lock wakes the next one at once.
        var door = new Lock();
        checkpointer = new Checkpointer(database, door, counters, options.CheckpointBytes);
        Readers = new ReadQueue(path, options.Readers, door, health);
        var committer = new Committer(database, door, checkpointer, health, [.. files, log]);
        Commits = new CommitQueue(committer, checkpointer, health, counters);
    }

    /// <summary>Whether it may still answer.</summary>
    public StoreHealth Health { get; }

    /// <summary>Makes batches durable.</summary>
    public CommitQueue Commits { get; }

    /// <summary>Reads.</summary>
    public ReadQueue Readers { get; }

    /// <summary>Opens a file that was found to be one of Cairn's, and proves that it can be written.</summary>
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

    /// <summary>Answers what is queued, and copies the log into the file unless the disk is in doubt.</summary>
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
            // Every batch was answered; what could not be copied stays in the log, and is copied at the next start.
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
        // Until the file is known to be ours, and whenever the disk has failed, closing must change nothing.
        database.KeepLogOnClose(true);
        database.Execute("PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0; PRAGMA cache_size = -65536");
        database.Execute("PRAGMA cell_size_check = ON");
        DatabaseFile.CheckVersion(path, database.Query("PRAGMA user_version"), schema);
        schema.Migrate(database);
        if (options.MaxBytes is { } bytes)
        {
            database.Execute($"PRAGMA max_page_count = {bytes / database.Query("PRAGMA page_size")}");
        }

        // A file that is damaged where the writer would begin is refused before anything is written to it.
        _ = database.Query("SELECT max(seq) FROM journal") + database.Query("SELECT max(id) FROM executions");

        // A copy that SQLite made may have lost the mode.
        database.Execute("PRAGMA journal_mode = WAL");

        // What is in the log was perhaps never made durable: its writer may have died, or its disk have failed, before
        // the fsync. Copied into the file it is, and so is everything that will be read from here on.
        CompletenessMark.Write(database, isComplete: false);
        database.Checkpoint(raw.SQLITE_CHECKPOINT_TRUNCATE);
        CompletenessMark.Write(database, isComplete: true);
    }
}
