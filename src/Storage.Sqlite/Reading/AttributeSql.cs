using Cairn.Engine.Visibility;

namespace Cairn.Storage.Sqlite.Reading;

/// <summary>The value of a search attribute as SQL.</summary>
internal static class AttributeSql
{
    private static readonly string Status =
        $"CASE status {string.Join(' ', ExecutionStatuses.ByNumber.Select(s => $"WHEN {s.Key} THEN '{s.Value}'"))} END";

    private static readonly Dictionary<string, (string Sql, bool IsNeverNull)> Columns = new()
    {
        ["WorkflowId"] = ("workflow_id", true),
        ["RunId"] = ("run_id", true),
        ["WorkflowType"] = ("workflow_type", true),
        ["TaskQueue"] = ("task_queue", true),
        ["ExecutionStatus"] = (Status, false),
        ["StartTime"] = ("start_time", true),
        ["ExecutionTime"] = ("execution_time", true),
        ["CloseTime"] = ("close_time", false),
        ["ExecutionDuration"] = ("(close_time - execution_time) * 100", false),
        ["HistoryLength"] = ("CASE WHEN close_time IS NOT NULL THEN history_length END", false),
        ["HistorySizeBytes"] = ("CASE WHEN close_time IS NOT NULL THEN history_bytes END", false),
        ["StateTransitionCount"] = ("CASE WHEN close_time IS NOT NULL THEN state_transitions END", false),
        ["ParentWorkflowId"] = ("parent_workflow_id", false),
        ["ParentRunId"] = ("parent_run_id", false),
        ["RootWorkflowId"] = ("coalesce(root_workflow_id, workflow_id)", true),
        ["RootRunId"] = ("coalesce(root_run_id, run_id)", true),
    };

    /// <summary>Whether every execution has the attribute.</summary>
    public static bool IsNeverNull(SearchAttribute attribute) =>
        attribute.IsSystem && Columns[attribute.Name].IsNeverNull;

    /// <summary>Adds the value of an attribute that has at most one.</summary>
    public static void Add(ListSql sql, SearchAttribute attribute)
    {
        if (attribute.IsSystem)
        {
            sql.Add(Columns[attribute.Name].Sql);
        }
        else
        {
            sql.Add("(SELECT value FROM attributes WHERE execution = id AND name = ?)", attribute.Name);
        }
    }
}
