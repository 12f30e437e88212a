using Cairn.Engine.Visibility;
using Cairn.Protocol;
using Cairn.Storage.Visibility;
using SQLitePCL;

namespace Cairn.Storage.Sqlite.Reading;

/// <summary>A connection that only reads. It never copies the log; the writer does.</summary>
internal sealed class Reader : IDisposable
{
    private readonly Database database;
    private readonly Statement findRun;
    private readonly Statement findCurrent;
    private readonly Statement findLastEntry;
    private readonly Statement readEntry;
    private readonly Statement findDue;
    private readonly Statement begin;
    private readonly Statement touch;
    private readonly Statement end;

    public Reader(string path)
    {
        database = Database.Open(path, raw.SQLITE_OPEN_READONLY);
        try
        {
            database.Execute("PRAGMA query_only = ON; PRAGMA wal_autocheckpoint = 0; PRAGMA cell_size_check = ON");
            database.Execute("PRAGMA busy_timeout = 1000");
            const string run = "namespace = ?1 AND workflow_id = ?2 AND is_current IN (1, 0) AND run_id = ?3";
            findRun = database.Prepare($"SELECT {HeadColumns.List} FROM {HeadColumns.From} WHERE {run}");
            findCurrent = database.Prepare($"""
                SELECT {HeadColumns.List} FROM {HeadColumns.From}
                WHERE namespace = ?1 AND workflow_id = ?2 AND is_current = 1
                """);
            findLastEntry = database.Prepare($"SELECT last_entry FROM executions WHERE {run}");
            readEntry = database.Prepare("SELECT previous, data FROM journal WHERE seq = ?1");
            findDue = database.Prepare($"""
                SELECT {HeadColumns.List} FROM {HeadColumns.From}
                WHERE partition = ?1 AND (wake_at, run_id) > (?2, ?3) AND wake_at <= ?4 AND wake_at IS NOT NULL
                ORDER BY wake_at, run_id LIMIT ?5
                """);
            Documents = new DocumentReader(database);
            begin = database.Prepare("BEGIN");
            touch = database.Prepare("SELECT 1 FROM sqlite_master LIMIT 1");
            end = database.Prepare("COMMIT");
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>Reads documents on this connection.</summary>
    public DocumentReader Documents { get; }

    /// <summary>Begins a transaction: all reads until <see cref="End"/> see the same state.</summary>
    public void Begin()
    {
        begin.Run();
        touch.Run(); // SQLite takes its locks at the first read, not at BEGIN.
    }

    /// <summary>Ends the transaction, so that the log can be copied and started again.</summary>
    public void End() => end.Run();

    public ExecutionHead? FindRun(ExecutionKey key) => ReadHead(BindKey(findRun, key));

    public ExecutionHead? FindCurrent(NamespaceName @namespace, WorkflowId workflowId) =>
        ReadHead(findCurrent.Bind(1, @namespace.Value).Bind(2, workflowId.Value));

    public IReadOnlyList<ReadOnlyMemory<byte>> ReadJournal(ExecutionKey key, CancellationToken cancellationToken)
    {
        try
        {
            return ReadChain(key, cancellationToken);
        }
        catch (SqliteException error) when (error.IsDamage)
        {
            throw new SqliteException(error.ExtendedCode, error.Description, key);
        }
    }

    private List<ReadOnlyMemory<byte>> ReadChain(ExecutionKey key, CancellationToken cancellationToken)
    {
        BindKey(findLastEntry, key);
        var next = findLastEntry.Step() && !findLastEntry.IsNull(0) ? findLastEntry.Integer(0) : (long?)null;
        findLastEntry.Reset();
        var entries = new List<ReadOnlyMemory<byte>>();
        while (next is { } place)
        {
            cancellationToken.ThrowIfCancellationRequested();
            readEntry.Bind(1, place);
            if (!readEntry.Step() || readEntry.Integer(0) >= place)
            {
                throw new SqliteException(raw.SQLITE_CORRUPT, $"its journal is broken at row {place}");
            }

            next = readEntry.IsNull(0) ? null : readEntry.Integer(0);
            entries.Add(readEntry.Blob(1));
            readEntry.Reset();
        }

        entries.Reverse();
        return entries;
    }

    public IReadOnlyList<ExecutionHead> FindDue(int partition, DueCursor? after, DateTimeOffset until, int limit)
    {
        // The first page starts at a time before all others.
        findDue.Bind(1, partition)
            .Bind(2, after?.WakeAt.UtcTicks ?? -1)
            .Bind(3, after?.RunId.Value ?? "")
            .Bind(4, until.UtcTicks)
            .Bind(5, limit);
        var heads = new List<ExecutionHead>();
        while (findDue.Step())
        {
            heads.Add(HeadColumns.Read(findDue));
        }

        findDue.Reset();
        return heads;
    }

    public IReadOnlyList<ExecutionHead> List(
        NamespaceName @namespace, ListQuery query, ListPlace? after, int limit, CancellationToken cancellationToken)
    {
        using var rows = ListSql.Page(@namespace, query, after, limit).Prepare(database);
        var heads = new List<ExecutionHead>();
        while (rows.Step())
        {
            cancellationToken.ThrowIfCancellationRequested();
            heads.Add(HeadColumns.Read(rows));
        }

        return heads;
    }

    public IReadOnlyList<ExecutionCount> Count(NamespaceName @namespace, ListQuery query)
    {
        using var rows = ListSql.Count(@namespace, query).Prepare(database);
        var counts = new List<ExecutionCount>();
        while (rows.Step())
        {
            SearchValue? group = rows.IsNull(1) ? null : SearchValue.Of(rows.Text(1));
            counts.Add(new ExecutionCount(group, rows.Integer(0)));
        }

        return counts;
    }

    public void Dispose() => database.Dispose();

    private static Statement BindKey(Statement statement, ExecutionKey key) => statement
        .Bind(1, key.Namespace.Value)
        .Bind(2, key.WorkflowId.Value)
        .Bind(3, key.RunId.Value);

    private static ExecutionHead? ReadHead(Statement statement)
    {
        var head = statement.Step() ? HeadColumns.Read(statement) : null;
        statement.Reset();
        return head;
    }
}
