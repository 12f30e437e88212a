using Cairn.Protocol;

namespace Cairn.Storage.Sqlite.Writing;

/// <summary>The table <c>executions</c> as the writer sees it.</summary>
internal sealed class ExecutionTable(Database database)
{
    private const string Columns = "SELECT id, run_id, version, partition, wake_at, is_current, last_entry";

    private readonly RecentRows recent = new(capacity: 1 << 15);
    private readonly Statement findRun = database.Prepare($"""
        {Columns} FROM executions
        WHERE namespace = ?1 AND workflow_id = ?2 AND is_current IN (1, 0) AND run_id = ?3
        """);

    private readonly Statement findCurrent = database.Prepare($"""
        {Columns} FROM executions WHERE namespace = ?1 AND workflow_id = ?2 AND is_current = 1
        """);

    private readonly Statement insert = database.Prepare("""
        INSERT INTO executions (id, version, status, last_entry, workflow_type, task_queue, start_time, close_time,
            history_length, partition, wake_at, namespace, workflow_id, run_id, is_current)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)
        """);

    private readonly Statement update = database.Prepare($"{Update} WHERE id = ?1");

    // SQLite rewrites the entry of every index on a column that an UPDATE names, changed or not; hence three of them.
    private readonly Statement updateAndWake =
        database.Prepare($"{Update}, partition = ?10, wake_at = ?11 WHERE id = ?1");

    private readonly Statement setCurrent = database.Prepare("UPDATE executions SET is_current = ?2 WHERE id = ?1");

    private long lastId = database.Query("SELECT max(id) FROM executions");

    private static string Update => """
        UPDATE executions SET version = ?2, status = ?3, last_entry = ?4, workflow_type = ?5, task_queue = ?6,
            start_time = ?7, close_time = ?8, history_length = ?9
        """;

    /// <summary>The row of a run; null if there is none.</summary>
    public ExecutionRow? Find(ExecutionKey key)
    {
        if (recent.TryGet(key, out var known))
        {
            return known;
        }

        var row = Load(
            findRun.Bind(1, key.Namespace.Value).Bind(2, key.WorkflowId.Value).Bind(3, key.RunId.Value), key);
        if (row is not null)
        {
            recent.Add(row);
        }

        return row;
    }

    /// <summary>Writes a head: a new row if there is none yet.</summary>
    public void Write(ExecutionHead head, ExecutionRow? row, long? lastEntry)
    {
        if (head.IsCurrent && row is not { IsCurrent: true })
        {
            TakeCurrent(head.Key);
        }

        if (row is null)
        {
            Insert(head, lastEntry);
        }
        else
        {
            Change(row, head, lastEntry);
        }
    }

    /// <summary>Forgets what is in memory and reads it anew: the transaction that changed it was rolled back.</summary>
    public void Forget()
    {
        recent.Clear();
        lastId = database.Query("SELECT max(id) FROM executions");
    }

    private void Insert(ExecutionHead head, long? lastEntry)
    {
        var key = head.Key;
        BindHead(insert, ++lastId, head, lastEntry)
            .Bind(10, head.Partition)
            .Bind(11, head.WakeAt?.UtcTicks)
            .Bind(12, key.Namespace.Value)
            .Bind(13, key.WorkflowId.Value)
            .Bind(14, key.RunId.Value)
            .Bind(15, head.IsCurrent ? 1 : 0)
            .Run();
        recent.Add(new ExecutionRow(lastId, key)
        {
            Version = head.Version,
            Partition = head.Partition,
            WakeAt = head.WakeAt?.UtcTicks,
            IsCurrent = head.IsCurrent,
            LastEntry = lastEntry,
        });
    }

    private void Change(ExecutionRow row, ExecutionHead head, long? lastEntry)
    {
        var wakeAt = head.WakeAt?.UtcTicks;
        if (row.WakeAt == wakeAt && row.Partition == head.Partition)
        {
            BindHead(update, row.Id, head, lastEntry).Run();
        }
        else
        {
            BindHead(updateAndWake, row.Id, head, lastEntry)
                .Bind(10, head.Partition)
                .Bind(11, wakeAt)
                .Run();
        }

        (row.Version, row.Partition, row.WakeAt, row.LastEntry) =
            (head.Version, head.Partition, wakeAt, lastEntry);
        SetCurrent(row, head.IsCurrent);
    }

    private void TakeCurrent(ExecutionKey key)
    {
        var row = Load(findCurrent.Bind(1, key.Namespace.Value).Bind(2, key.WorkflowId.Value), key);
        if (row is not null)
        {
            SetCurrent(recent.TryGet(row.Key, out var known) ? known : row, false);
        }
    }

    private void SetCurrent(ExecutionRow row, bool isCurrent)
    {
        if (row.IsCurrent != isCurrent)
        {
            setCurrent.Bind(1, row.Id).Bind(2, isCurrent ? 1 : 0).Run();
            row.IsCurrent = isCurrent;
        }
    }

    private static Statement BindHead(Statement statement, long id, ExecutionHead head, long? lastEntry) => statement
        .Bind(1, id)
        .Bind(2, head.Version)
        .Bind(3, head.Status)
        .Bind(4, lastEntry)
        .Bind(5, head.WorkflowType)
        .Bind(6, head.TaskQueue)
        .Bind(7, head.StartTime.UtcTicks)
        .Bind(8, head.CloseTime?.UtcTicks)
        .Bind(9, head.HistoryLength);

    private static ExecutionRow? Load(Statement found, ExecutionKey name)
    {
        var row = !found.Step() ? null : new ExecutionRow(found.Integer(0), name with { RunId = new(found.Text(1)) })
        {
            Version = found.Integer(2),
            Partition = (int)found.Integer(3),
            WakeAt = found.IsNull(4) ? null : found.Integer(4),
            IsCurrent = found.Integer(5) != 0,
            LastEntry = found.IsNull(6) ? null : found.Integer(6),
        };
        found.Reset();
        return row;
    }
}
