namespace Cairn.Storage.Sqlite.Writing;

/// <summary>The columns of the index <c>listed</c> that may change.</summary>
internal readonly record struct ListedColumns(int Status, string WorkflowType, long StartTime, long? CloseTime)
{
    public static ListedColumns Of(ExecutionHead head) =>
        new(head.Status, head.WorkflowType, head.StartTime.UtcTicks, head.CloseTime?.UtcTicks);
}
