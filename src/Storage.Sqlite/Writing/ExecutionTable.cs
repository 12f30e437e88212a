using Cairn.Api.Common.V1;
using Cairn.Protocol;

namespace Cairn.Storage.Sqlite.Writing;

/// <summary>Writes the table <c>executions</c>.</summary>
internal sealed class ExecutionTable(Database database)
{
    private const string Columns = "SELECT id, run_id, version, partition, wake_at, is_current, last_entry, status, "
        + "workflow_type, start_time, close_time, memo, search_attributes";

    // SQLite rewrites the entry of every index on a column that an UPDATE names, changed or not; hence four statements.
    private const string Facts = "version = ?2, last_entry = ?3, task_queue = ?4, history_length = ?5, "
        + "history_bytes = ?6, state_transitions = ?7";

    private const string Wake = ", partition = ?8, wake_at = ?9";
    private const string Listed = ", status = ?10, workflow_type = ?11, start_time = ?12, close_time = ?13";

    private readonly RecentRows recent = new(capacity: 1 << 15);
    private readonly PropertyTable properties = new(database);
    private readonly Statement findRun = database.Prepare($"""
        {Columns} FROM {HeadColumns.From}
        WHERE namespace = ?1 AND workflow_id = ?2 AND is_current IN (1, 0) AND run_id = ?3
        """);

    private readonly Statement findCurrent = database.Prepare($"""
        {Columns} FROM {HeadColumns.From} WHERE namespace = ?1 AND workflow_id = ?2 AND is_current = 1
        """);

    private readonly Statement insert = database.Prepare("""
        INSERT INTO executions (id, version, last_entry, task_queue, history_length, history_bytes, state_transitions,
            partition, wake_at, status, workflow_type, start_time, close_time, namespace, workflow_id, run_id,
            is_current, execution_time, parent_workflow_id, parent_run_id, root_workflow_id, root_run_id)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22)
        """);

    private readonly Statement update = database.Prepare($"UPDATE executions SET {Facts} WHERE id = ?1");
    private readonly Statement updateWake =
        database.Prepare($"UPDATE executions SET {Facts}{Wake} WHERE id = ?1");

    private readonly Statement updateListed =
        database.Prepare($"UPDATE executions SET {Facts}{Listed} WHERE id = ?1");

    private readonly Statement updateAll =
        database.Prepare($"UPDATE executions SET {Facts}{Wake}{Listed} WHERE id = ?1");

    private readonly Statement setCurrent = database.Prepare("UPDATE executions SET is_current = ?2 WHERE id = ?1");

    // A trigger deletes the rows of properties and attributes.
    private readonly Statement delete = database.Prepare("DELETE FROM executions WHERE id = ?1");

    private long lastId = database.Query("SELECT max(id) FROM executions");

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

    /// <summary>Deletes a row and everything that lists show of it.</summary>
    public void Delete(ExecutionRow row)
    {
        delete.Bind(1, row.Id).Run();
        recent.Remove(row.Key);
    }

    /// <summary>Forgets the rows in memory: the transaction that changed them was rolled back.</summary>
    public void Forget()
    {
        recent.Clear();
        lastId = database.Query("SELECT max(id) FROM executions");
    }

    private void Insert(ExecutionHead head, long? lastEntry)
    {
        var key = head.Key;
        BindListed(BindWake(BindFacts(insert, ++lastId, head, lastEntry), head), head)
            .Bind(14, key.Namespace.Value)
            .Bind(15, key.WorkflowId.Value)
            .Bind(16, key.RunId.Value)
            .Bind(17, head.IsCurrent ? 1 : 0)
            .Bind(18, head.ExecutionTime.UtcTicks)
            .BindOrNull(19, head.Parent?.WorkflowId.Value)
            .BindOrNull(20, head.Parent?.RunId.Value)
            .BindOrNull(21, head.Root?.WorkflowId.Value)
            .BindOrNull(22, head.Root?.RunId.Value)
            .Run();
        var row = new ExecutionRow(lastId, key)
        {
            Version = head.Version,
            Partition = head.Partition,
            WakeAt = head.WakeAt?.UtcTicks,
            IsCurrent = head.IsCurrent,
            LastEntry = lastEntry,
            Listed = ListedColumns.Of(head),
            Properties = default,
        };
        properties.Write(row, head);
        recent.Add(row);
    }

    private void Change(ExecutionRow row, ExecutionHead head, long? lastEntry)
    {
        var wakeAt = head.WakeAt?.UtcTicks;
        var listed = ListedColumns.Of(head);
        var statement = (row.WakeAt == wakeAt && row.Partition == head.Partition, row.Listed == listed) switch
        {
            (true, true) => BindFacts(update, row.Id, head, lastEntry),
            (false, true) => BindWake(BindFacts(updateWake, row.Id, head, lastEntry), head),
            (true, false) => BindListed(BindFacts(updateListed, row.Id, head, lastEntry), head),
            (false, false) => BindListed(BindWake(BindFacts(updateAll, row.Id, head, lastEntry), head), head),
        };
        statement.Run();
        (row.Version, row.Partition, row.WakeAt, row.LastEntry, row.Listed) =
            (head.Version, head.Partition, wakeAt, lastEntry, listed);
        properties.Write(row, head);
        SetCurrent(row, head.IsCurrent);
        if (head.CloseTime is not null)
        {
            recent.Remove(row.Key); // A closed execution is hardly ever written again.
        }
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

    private static Statement BindFacts(Statement statement, long id, ExecutionHead head, long? lastEntry) => statement
        .Bind(1, id)
        .Bind(2, head.Version)
        .Bind(3, lastEntry)
        .Bind(4, head.TaskQueue)
        .Bind(5, head.HistoryLength)
        .Bind(6, head.HistoryBytes)
        .Bind(7, head.StateTransitions);

    private static Statement BindWake(Statement statement, ExecutionHead head) => statement
        .Bind(8, head.Partition)
        .Bind(9, head.WakeAt?.UtcTicks);

    private static Statement BindListed(Statement statement, ExecutionHead head) => statement
        .Bind(10, head.Status)
        .Bind(11, head.WorkflowType)
        .Bind(12, head.StartTime.UtcTicks)
        .Bind(13, head.CloseTime?.UtcTicks);

    private static ExecutionRow? Load(Statement found, ExecutionKey name)
    {
        var row = !found.Step() ? null : new ExecutionRow(found.Integer(0), name with { RunId = new(found.Text(1)) })
        {
            Version = found.Integer(2),
            Partition = (int)found.Integer(3),
            WakeAt = found.IntegerOrNull(4),
            IsCurrent = found.Integer(5) != 0,
            LastEntry = found.IntegerOrNull(6),
            Listed = new((int)found.Integer(7), found.Text(8), found.Integer(9), found.IntegerOrNull(10)),
            Properties = (
                HeadColumns.Message(found, 11, Memo.Parser), HeadColumns.Message(found, 12, SearchAttributes.Parser)),
        };
        found.Reset();
        return row;
    }
}
