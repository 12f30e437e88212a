using Cairn.Protocol;

namespace Cairn.Storage;

/// <summary>What a store knows of an execution: enough to find it, to list it and to wake it.</summary>
/// <remarks>
/// Moments are kept to 100 ns and come back in UTC; names are kept exactly, whatever characters are in them.
/// </remarks>
/// <param name="Key">The run.</param>
/// <param name="Partition">The partition that the workflow id belongs to.</param>
/// <param name="Version">Counts the writes; the first one is 1.</param>
/// <param name="Status">A value of the wire's WorkflowExecutionStatus; 1 is open (running).</param>
/// <param name="WakeAt">
/// The earliest moment at which the execution needs attention; <see cref="DateTimeOffset.MinValue"/> if it has a task
/// that nobody took; null if nothing is due ever, as when it is closed and has nothing left to deliver.
/// </param>
/// <param name="IsCurrent">
/// Whether this is the newest run of its workflow id. A write that makes a run current takes that from the one before.
/// </param>
/// <param name="WorkflowType">The name of the workflow type.</param>
/// <param name="TaskQueue">The task queue of the workflow.</param>
/// <param name="StartTime">When the run was started.</param>
/// <param name="CloseTime">When the run was closed; null while it is open.</param>
/// <param name="HistoryLength">The number of history events.</param>
public sealed record ExecutionHead(
    ExecutionKey Key,
    int Partition,
    long Version,
    int Status,
    DateTimeOffset? WakeAt,
    bool IsCurrent,
    string WorkflowType,
    string TaskQueue,
    DateTimeOffset StartTime,
    DateTimeOffset? CloseTime,
    long HistoryLength);

/// <summary>Where a page of due executions ended.</summary>
/// <param name="WakeAt">The <see cref="ExecutionHead.WakeAt"/> of the last one.</param>
/// <param name="RunId">The run id of the last one, which orders executions that are due at one moment.</param>
public readonly record struct DueCursor(DateTimeOffset WakeAt, RunId RunId);
