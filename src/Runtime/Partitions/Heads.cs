using Cairn.Api.Common.V1;
using Cairn.Protocol;
using Cairn.Storage;
using Cairn.Engine.Executions;
using Cairn.Engine.Visibility;
using Execution = Cairn.Engine.Executions.Execution;

namespace Cairn.Runtime.Partitions;

/// <summary>Makes the heads of executions, by which a store finds, lists and wakes them.</summary>
internal static class Heads
{
    /// <summary>The namespace division of a deleted run.</summary>
    public static readonly SearchValue DivisionOfDeleted = SearchValue.Of("deleted");

    /// <summary>A deleted run that still has messages to deliver is not listed in the meantime.</summary>
    private static readonly SearchAttributes OfDeleted = new()
    {
        IndexedFields = { [ListQuery.Division.Name] = SearchPayloads.OfKeyword(DivisionOfDeleted.Text!) },
    };

    /// <summary>The head of an execution.</summary>
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
