using Cairn.Engine.Executions;
using Cairn.Storage;

namespace Cairn.Runtime.Partitions;

/// <summary>Executions as a store finds, lists and wakes them.</summary>
internal static class Heads
{
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
        state.NextEventId - 1);

    private static DateTimeOffset? WakeAt(Execution state, bool workersAreInProcess) =>
        Wake.NeedsRecovery(state, workersAreInProcess) ? DateTimeOffset.MinValue : Wake.NextTime(state);
}
