using Cairn.Engine.Visibility;
using Cairn.Protocol;
using Cairn.Storage.Sqlite.Reading;
using Cairn.Storage.Sqlite.Schema;
using Cairn.Storage.Visibility;
using Microsoft.Extensions.Logging;

namespace Cairn.Storage.Sqlite;

/// <summary>
/// A store in one SQLite file. One process at a time has it open. When a read or write fails, every call fails with
/// <see cref="StoreFailure.Unavailable"/>, and the store opens the file again and again until that succeeds.
/// </summary>
public sealed partial class SqliteStore : IStore
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);

    private readonly FileLock fileLock;
    private readonly FileIdentity file;
    private readonly string path;
    private readonly SqliteStoreOptions options;
    private readonly SchemaVersions schema;
    private readonly ILogger logger;
    private readonly Counters counters = new();
    private readonly CancellationTokenSource stopping = new();
    private readonly Lock sync = new();
    private volatile Session session;
    private Task recovery = Task.CompletedTask;
    private Task? closing;

    private SqliteStore(
        FileLock fileLock, FileIdentity file, string path, SqliteStoreOptions options, SchemaVersions schema)
    {
        (this.fileLock, this.file, this.path, this.options, this.schema) = (fileLock, file, path, options, schema);
        logger = options.LoggerFactory.CreateLogger<SqliteStore>();
        lock (sync) // A session that fails at once waits for this lock.
        {
            session = OpenSession();
        }
    }

    /// <inheritdoc/>
    public string Kind => "sqlite";

    /// <summary>What the store has done since it was opened.</summary>
    public StoreStatistics Statistics => counters.Snapshot;

    /// <inheritdoc/>
    StoreStatistics? IStore.Statistics => Statistics;

    /// <inheritdoc/>
    StoreSize? IStore.Size => FileSizes.Of(path);

    /// <inheritdoc/>
    public StoreException? Trouble => session.Health.Trouble;

    private Session Current
    {
        get
        {
            ObjectDisposedException.ThrowIf(Volatile.Read(ref closing) is not null, this);
            return session;
        }
    }

    private ReadQueue Readers => Current.Readers;

    /// <summary>Opens the store; creates the file if there is none.</summary>
    /// <exception cref="StoreException">
    /// The file is open elsewhere, is not Cairn's, is newer than this Cairn, is damaged, was copied without its log, or
    /// cannot be made, read or written where it is; it is left as it is.
    /// </exception>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
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

        return new(Current.Commits.Add(batch));
    }

    /// <inheritdoc/>
    public ValueTask<ExecutionHead?> FindRunAsync(ExecutionKey key, CancellationToken cancellationToken = default) =>
        Readers.FindAsync(reader => reader.FindRun(key), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<ExecutionHead?> FindCurrentAsync(
        NamespaceName @namespace, WorkflowId workflowId, CancellationToken cancellationToken = default) =>
        Readers.FindAsync(reader => reader.FindCurrent(@namespace, workflowId), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ReadOnlyMemory<byte>>> ReadJournalAsync(
        ExecutionKey key, CancellationToken cancellationToken = default) =>
        Readers.ReadAsync(reader => reader.ReadJournal(key, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ExecutionHead>> FindDueAsync(
        int partition,
        DueCursor? after,
        DateTimeOffset until,
        int limit,
        CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        return Readers.ReadAsync(reader => reader.FindDue(partition, after, until, limit), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<Document?> FindDocumentAsync(DocumentKey key, CancellationToken cancellationToken = default) =>
        Readers.FindAsync(reader => reader.Documents.Find(key), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Document>> ListDocumentsAsync(
        string kind,
        NamespaceName @namespace,
        string? after,
        int limit,
        CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        return Readers.ReadAsync(reader => reader.Documents.List(kind, @namespace, after, limit), cancellationToken);
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
        return Readers.ReadAsync(
            reader => reader.List(@namespace, query, after, limit, cancellationToken), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ExecutionCount>> CountAsync(
        NamespaceName @namespace, ListQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return Readers.ReadAsync(reader => reader.Count(@namespace, query), cancellationToken);
    }

    /// <summary>
    /// Answers the queued batches, copies the log into the file, and releases the file for other processes.
    /// </summary>
    public ValueTask DisposeAsync()
    {
        lock (sync)
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
        DatabaseFile.CheckPlace(path);
        FileLock? fileLock = null;
        FileIdentity? file = null;
        try
        {
            fileLock = FileLock.Take(path);
            DatabaseFile.Prepare(path, schema);
            file = FileIdentity.Of(path);
            return new SqliteStore(fileLock, file, path, options, schema);
        }
        catch (Exception error)
        {
            file?.Dispose();
            fileLock?.Dispose();
            throw error switch
            {
                SqliteException sqlite => sqlite.ToStoreException(path),
                IOException or UnauthorizedAccessException => DatabaseFile.Unusable(path, error),
                _ => error,
            };
        }
    }

    private Session OpenSession() =>
        Session.Open(
            path, [file, fileLock.Place], options, schema, counters, new StoreHealth(path, HealthChanged));

    private void HealthChanged(StoreHealth health)
    {
        if (health.HasFailed)
        {
            lock (sync)
            {
                if (closing is null)
                {
                    LogTrouble(health.Trouble!.Message, health.Trouble);
                    recovery = Task.Run(RecoverAsync);
                }
            }
        }
        else if (health.Trouble is { } obstacle)
        {
            LogTrouble(obstacle.Message, obstacle);
        }
        else
        {
            LogRecovered(path);
        }
    }

    /// <summary>
    /// Opens the file again and again until that succeeds; the file must be the same one as at the start.
    /// </summary>
    private async Task RecoverAsync()
    {
        await session.CloseAsync().ConfigureAwait(false);
        var wait = FirstWait;
        while (!stopping.IsCancellationRequested)
        {
            await Task.Delay(wait, options.TimeProvider, stopping.Token)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            wait = wait * 2 < LongestWait ? wait * 2 : LongestWait;
            if (!stopping.IsCancellationRequested && TryOpenAgain())
            {
                LogRecovered(path);
                return;
            }
        }
    }

    private bool TryOpenAgain()
    {
        try
        {
            fileLock.Renew();
            file.Check();
            DatabaseFile.CheckFreeSpace(path);
            DatabaseFile.Prepare(path, schema);
            lock (sync)
            {
                session = OpenSession();
            }

            return true;
        }
        catch (Exception error) when (error is StoreException or IOException or UnauthorizedAccessException)
        {
            LogNotYet(path, error);
            return false;
        }
    }

    private async Task CloseAsync()
    {
        await stopping.CancelAsync().ConfigureAwait(false);
        await recovery.ConfigureAwait(false);
        await session.CloseAsync().ConfigureAwait(false);
        file.Dispose();
        fileLock.Dispose();
        stopping.Dispose();
    }

    [LoggerMessage(7001, LogLevel.Error, "{What} Until the cause is gone every call fails as unavailable; the store "
        + "tries again by itself and logs when it can be used again")]
    private partial void LogTrouble(string what, Exception cause);

    [LoggerMessage(7002, LogLevel.Warning, "The database '{Path}' can be used again")]
    private partial void LogRecovered(string path);

    [LoggerMessage(7003, LogLevel.Debug, "The database '{Path}' cannot be opened yet")]
    private partial void LogNotYet(string path, Exception cause);
}
