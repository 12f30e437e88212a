using Cairn.Engine.Visibility;

namespace Cairn.Storage.Visibility;

/// <summary>Reads the facts of a head as search attributes.</summary>
public static class HeadAttributes
{
    private const long NanosecondsPerTick = 100;

    /// <summary>The values that an execution has for an attribute; empty if it has none.</summary>
    /// <remarks>
    /// The sizes and counts of an open execution change all the time, so they have values only after it is closed.
    /// </remarks>
    public static IReadOnlyList<SearchValue> Of(ExecutionHead head, SearchAttribute attribute) => attribute.Name switch
    {
        _ when !attribute.IsSystem => Own(head, attribute.Name),
        "WorkflowId" => [SearchValue.Of(head.Key.WorkflowId.Value)],
        "RunId" => [SearchValue.Of(head.Key.RunId.Value)],
        "WorkflowType" => [SearchValue.Of(head.WorkflowType)],
        "TaskQueue" => [SearchValue.Of(head.TaskQueue)],
        "ExecutionStatus" => ExecutionStatuses.ByNumber.TryGetValue(head.Status, out var name)
            ? [SearchValue.Of(name)]
            : [],
        "StartTime" => [SearchValue.Of(head.StartTime)],
        "ExecutionTime" => [SearchValue.Of(head.ExecutionTime)],
        "CloseTime" => head.CloseTime is { } closed ? [SearchValue.Of(closed)] : [],
        "ExecutionDuration" => head.CloseTime is { } closed
            ? [SearchValue.Of((closed - head.ExecutionTime).Ticks * NanosecondsPerTick)]
            : [],
        "HistoryLength" => OnceClosed(head, head.HistoryLength),
        "HistorySizeBytes" => OnceClosed(head, head.HistoryBytes),
        "StateTransitionCount" => OnceClosed(head, head.StateTransitions),
        "ParentWorkflowId" => head.Parent is { } parent ? [SearchValue.Of(parent.WorkflowId.Value)] : [],
        "ParentRunId" => head.Parent is { } parent ? [SearchValue.Of(parent.RunId.Value)] : [],
        "RootWorkflowId" => [SearchValue.Of((head.Root ?? head.Key).WorkflowId.Value)],
        "RootRunId" => [SearchValue.Of((head.Root ?? head.Key).RunId.Value)],
        _ => throw new ArgumentException($"{attribute.Name} is no system search attribute."),
    };

    private static IReadOnlyList<SearchValue> Own(ExecutionHead head, string name) =>
        head.SearchAttributes?.IndexedFields.TryGetValue(name, out var value) == true
            ? SearchPayloads.Read(value)
            : [];

    private static IReadOnlyList<SearchValue> OnceClosed(ExecutionHead head, long value) =>
        head.CloseTime is null ? [] : [SearchValue.Of(value)];
}
