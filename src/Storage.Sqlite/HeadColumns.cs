using Cairn.Api.Common.V1;
using Cairn.Protocol;
using Google.Protobuf;
using SQLitePCL;

namespace Cairn.Storage.Sqlite;

/// <summary>Reads a head from the columns of <c>executions</c>.</summary>
internal static class HeadColumns
{
    /// <summary>The columns that <see cref="Read"/> expects, in order.</summary>
    public const string List =
        "namespace, workflow_id, run_id, partition, version, status, wake_at, is_current, workflow_type, task_queue, "
        + "start_time, close_time, history_length, execution_time, history_bytes, parent_workflow_id, parent_run_id, "
        + "root_workflow_id, root_run_id, memo, search_attributes, state_transitions";

    /// <summary>The tables that have these columns.</summary>
    public const string From = "executions LEFT JOIN properties ON execution = id";

    public static ExecutionHead Read(Statement row) => new(
        new(new NamespaceName(row.Text(0)), new WorkflowId(row.Text(1)), new RunId(row.Text(2))),
        Partition: (int)row.Integer(3),
        Version: row.Integer(4),
        Status: (int)row.Integer(5),
        WakeAt: row.IsNull(6) ? null : Moment(row.Integer(6)),
        IsCurrent: row.Integer(7) != 0,
        WorkflowType: row.Text(8),
        TaskQueue: row.Text(9),
        StartTime: Moment(row.Integer(10)),
        CloseTime: row.IsNull(11) ? null : Moment(row.Integer(11)),
        HistoryLength: row.Integer(12))
    {
        ExecutionTime = Moment(row.Integer(13)),
        HistoryBytes = row.Integer(14),
        Parent = Relative(row, 15),
        Root = Relative(row, 17),
        Memo = Message(row, 19, Memo.Parser),
        SearchAttributes = Message(row, 20, SearchAttributes.Parser),
        StateTransitions = row.Integer(21),
    };

    /// <summary>The message in a column; null if the column is null.</summary>
    public static T? Message<T>(Statement row, int column, MessageParser<T> parser)
        where T : class, IMessage<T> => row.IsNull(column) ? null : parser.ParseFrom(row.Blob(column));

    private static ExecutionKey? Relative(Statement row, int column) => row.IsNull(column)
        ? null
        : new(new NamespaceName(row.Text(0)), new WorkflowId(row.Text(column)), new RunId(row.Text(column + 1)));

    private static DateTimeOffset Moment(long ticks) => ticks >= 0 && ticks <= DateTimeOffset.MaxValue.UtcTicks
        ? new(ticks, TimeSpan.Zero)
        : throw new SqliteException(raw.SQLITE_CORRUPT, $"{ticks} is no moment");
}
