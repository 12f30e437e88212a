using Cairn.Api.Common.V1;
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
/// The earliest time at which the execution needs attention; <see cref="DateTimeOffset.MinValue"/> if it has a task
/// that no worker has taken; null if nothing will ever be due, as when it is closed and has nothing left to deliver.
/// </param>
/// <param name="IsCurrent">
/// Whether this is the newest run of its workflow id. A write that makes a run current makes the former current run not
/// current.
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
    long HistoryLength)
{
    /// <summary>When the first workflow task can run: the start time plus delay or backoff. It never changes.</summary>
    public DateTimeOffset ExecutionTime { get; init; } = StartTime;

    /// <summary>The size of all history events, in bytes.</summary>
    public long HistoryBytes { get; init; }

    /// <summary>How often the state of the run has changed; at least as often as the head was written.</summary>
    public long StateTransitions { get; init; }

    /// <summary>The run that started this one as its child; null if none did. It never changes.</summary>
    public ExecutionKey? Parent { get; init; }

    /// <summary>The run at the top of the tree of parents; null if that is this one. It never changes.</summary>
    public ExecutionKey? Root { get; init; }

    /// <summary>The memo of the run; null if there is none. It must not be changed in place.</summary>
    public Memo? Memo { get; init; }

    /// <summary>
    /// The search attributes, with their types in the values; null if there are none. They must not be changed in
    /// place.
    /// </summary>
    public SearchAttributes? SearchAttributes { get; init; }
}

/// <summary>Where a page of due executions ended.</summary>
/// <param name="WakeAt">The <see cref="ExecutionHead.WakeAt"/> of the last execution of the page.</param>
/// <param name="RunId">The run id of the last execution, which orders executions that are due at the same time.</param>
public readonly record struct DueCursor(DateTimeOffset WakeAt, RunId RunId);
