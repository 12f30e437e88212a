using Cairn.Engine.Visibility;
using Cairn.Protocol;
using Cairn.Storage.Sqlite.Reading;
using Cairn.Storage.Sqlite.Schema;
using Cairn.Storage.Sqlite.Writing;
using Cairn.Storage.Visibility;
using SQLitePCL;

namespace Cairn.Storage.Sqlite;

/// <summary>A store in one SQLite file. One process at a time has it open.</summary>
public sealed class SqliteStore : IStore
{
    private readonly FileLock fileLock;
    private readonly Database database;
    private readonly StoreHealth health;
    private readonly Counters counters = new();
    private readonly Checkpointer checkpointer;
    private readonly CommitQueue queue;
    private readonly ReadQueue readers;
    private readonly Lock gate = new();
    private Task? closing;

    private SqliteStore(FileLock fileLock, Database database, string path, SqliteStoreOptions options)
    {
        (this.fileLock, this.database) = (fileLock, database);
        health = new StoreHealth(path);
        // SQLite tries a few times where two connections begin or end a transaction at one moment, and then sleeps for
        // milliseconds. So they take turns: a lock wakes the next one at once.
        var door = new Lock();
        checkpointer = new Checkpointer(database, door, counters, options.CheckpointBytes);
        readers = new ReadQueue(path, options.Readers, door, health);
        queue = new CommitQueue(new Committer(database, door, checkpointer, health), checkpointer, health, counters);
    }

    /// <summary>What the store has done since it was opened.</summary>
    public StoreStatistics Statistics => counters.Snapshot;

    /// <summary>Opens the store; makes the file, and its folder, if they are not there.</summary>
    /// <exception cref="StoreException">
    /// The file is open elsewhere, is not Cairn's, is newer than this Cairn, or is damaged; it is left as it is.
    /// </exception>
    /// <exception cref="IOException">The folder or the file cannot be made or read.</exception>
    public static Task<SqliteStore> OpenAsync(
        SqliteStoreOptions options, CancellationToken cancellationToken = default) =>
        OpenAsync(options, SchemaVersions.Released, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<CommitOutcome> CommitAsync(Batch batch, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(batch);
        batch.ThrowIfInvalid();
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<CommitOutcome>(cancellationToken);
        }

        return new(queue.Add(batch));
    }

    /// <inheritdoc/>
    public ValueTask<ExecutionHead?> FindRunAsync(ExecutionKey key, CancellationToken cancellationToken = default) =>
        readers.FindAsync(reader => reader.FindRun(key), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<ExecutionHead?> FindCurrentAsync(
        NamespaceName @namespace, WorkflowId workflowId, CancellationToken cancellationToken = default) =>
        readers.FindAsync(reader => reader.FindCurrent(@namespace, workflowId), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ReadOnlyMemory<byte>>> ReadJournalAsync(
        ExecutionKey key, CancellationToken cancellationToken = default) =>
        readers.ReadAsync(reader => reader.ReadJournal(key, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ExecutionHead>> FindDueAsync(
        int partition,
        DueCursor? after,
        DateTimeOffset until,
        int limit,
        CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        return readers.ReadAsync(reader => reader.FindDue(partition, after, until, limit), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<Document?> FindDocumentAsync(DocumentKey key, CancellationToken cancellationToken = default) =>
        readers.FindAsync(reader => reader.Documents.Find(key), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Document>> ListDocumentsAsync(
        string kind,
        NamespaceName @namespace,
        string? after,
        int limit,
        CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        return readers.ReadAsync(reader => reader.Documents.List(kind, @namespace, after, limit), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ExecutionHead>> ListAsync(
        NamespaceName @namespace,
        ListQuery query,
        ListPlace? after,
        int limit,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        return readers.ReadAsync(
            reader => reader.List(@namespace, query, after, limit, cancellationToken), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ExecutionCount>> CountAsync(
        NamespaceName @namespace, ListQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return readers.ReadAsync(reader => reader.Count(@namespace, query), cancellationToken);
    }

    /// <summary>Answers what is queued, copies the log into the file, and lets others open it.</summary>
    public ValueTask DisposeAsync()
    {
        lock (gate)
        {
            return new(closing ??= CloseAsync());
        }
    }

    internal static Task<SqliteStore> OpenAsync(
        SqliteStoreOptions options, SchemaVersions schema, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.ThrowIfInvalid();
        return Task.Run(() => Open(options, schema), cancellationToken);
    }

    private static SqliteStore Open(SqliteStoreOptions options, SchemaVersions schema)
    {
        var path = DatabaseFile.Resolve(options.Path);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var fileLock = FileLock.Take(path);
        Database? database = null;
        try
        {
            DatabaseFile.Prepare(path, schema);
            database = Database.Open(path, raw.SQLITE_OPEN_READWRITE);
            Configure(database, path, options, schema);
            return new SqliteStore(fileLock, database, path, options);
        }
        catch (Exception error)
        {
            database?.Dispose();
            fileLock.Dispose();
            if (error is SqliteException sqlite)
            {
                throw sqlite.ToStoreException(path);
            }

            throw;
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

        // What is in the log was perhaps never made durable: its writer may have died, or its disk have failed, before
        // the fsync. Copied into the file it is, and so is everything that will be read from here on.
        database.Checkpoint(raw.SQLITE_CHECKPOINT_TRUNCATE);
    }

    private async Task CloseAsync()
    {
        await queue.CloseAsync().ConfigureAwait(false);
        await readers.DisposeAsync().ConfigureAwait(false);
        try
        {
            if (!health.HasFailed)
            {
                checkpointer.Empty();
                database.KeepLogOnClose(false);
            }
        }
        catch (SqliteException error)
        {
            // Every batch was answered; what could not be copied stays in the log, and is copied at the next start.
            health.Fail(error);
        }
        finally
        {
            database.Dispose();
            fileLock.Dispose();
        }
    }
}
