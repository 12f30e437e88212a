using Cairn.Api.Common.V1;
using Cairn.Protocol;
using Cairn.Storage;
using Cairn.Engine.Executions;
using Cairn.Engine.Visibility;
using Execution = Cairn.Engine.Executions.Execution;

namespace Cairn.Runtime.Partitions;

/// <summary>Executions as a store finds, lists and wakes them.</summary>
internal static class Heads
{
    /// <summary>What a deleted run has for its namespace division.</summary>
    public static readonly SearchValue DivisionOfDeleted = SearchValue.Of("deleted");

    /// <summary>A deleted run that has still something to say to others is not listed meanwhile.</summary>
    private static readonly SearchAttributes OfDeleted = new()
    {
        IndexedFields = { [ListQuery.Division.Name] = SearchPayloads.OfKeyword(DivisionOfDeleted.Text!) },
    };

    /// <summary>The head of an execution in a state.</summary>
    public static ExecutionHead Of(
        Execution state, int partition, long version, bool isCurrent, bool workersAreInProcess) => new(
        state.Key,
        partition,
        version,
        (int)state.Status,
        WakeAt(state, workersAreInProcess),
        isCurrent,
        state.Started.WorkflowType.Name,
        state.TaskQueue.Value,
        state.StartTime,
        state.CloseEvent?.EventTime.ToDateTimeOffset(),
        state.NextEventId - 1)
    {
        ExecutionTime = state.ExecutionTime,
        HistoryBytes = state.HistoryBytes,
        StateTransitions = state.StateTransitions,
        Parent = Relative(state, state.Started.ParentWorkflowExecution),
        Root = Relative(state, state.Started.RootWorkflowExecution),
        Memo = state.Memo,
        SearchAttributes = state.IsDeleted ? OfDeleted : state.SearchAttributes,
    };

    private static ExecutionKey? Relative(Execution state, WorkflowExecution? relative) => relative is null
        ? null
        : new(state.Key.Namespace, new(relative.WorkflowId), new(relative.RunId));

    private static DateTimeOffset? WakeAt(Execution state, bool workersAreInProcess) =>
        Wake.NeedsRecovery(state, workersAreInProcess) ? DateTimeOffset.MinValue : Wake.NextTime(state);
}
