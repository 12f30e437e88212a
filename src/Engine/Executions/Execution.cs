using System.Collections.Immutable;
using Cairn.Api.Common.V1;
using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;
using Cairn.Engine.Executions.Activities;
using Cairn.Engine.Executions.Timers;
using Cairn.Engine.Executions.WorkflowTasks;
using Cairn.Protocol;

namespace Cairn.Engine.Executions;

/// <summary>
/// The state of one run: the fold of its journal by <see cref="Apply"/>, which alone makes new ones. It never changes,
/// so a decision that is given up leaves nothing behind.
/// </summary>
public sealed record Execution
{
    /// <summary>Which run this is.</summary>
    public required ExecutionKey Key { get; init; }

    /// <summary>The request id that started it.</summary>
    public required string StartRequestId { get; init; }

    /// <summary>When it was started.</summary>
    public required DateTimeOffset StartTime { get; init; }

    /// <summary>The first event; null only before it is applied.</summary>
    public HistoryEvent? FirstEvent { get; init; }

    /// <summary>Open, or how it was closed.</summary>
    public WorkflowExecutionStatus Status { get; init; } = WorkflowExecutionStatus.Running;

    /// <summary>The event that closed it; null while it is open.</summary>
    public HistoryEvent? CloseEvent { get; init; }

    /// <summary>The id that the next event gets.</summary>
    public long NextEventId { get; init; } = 1;

    /// <summary>The time of the last event; the next one is not earlier.</summary>
    public DateTimeOffset LastEventTime { get; init; } = DateTimeOffset.MinValue;

    /// <summary>Bytes of all events.</summary>
    public long HistoryBytes { get; init; }

    /// <summary>The workflow task that is scheduled or started; null if there is none.</summary>
    public WorkflowTask? Task { get; init; }

    /// <summary>The attempt that the next workflow task has.</summary>
    public int NextTaskAttempt { get; init; } = 1;

    /// <summary>The started event of the last completed workflow task; 0 if none was completed.</summary>
    public long PreviousStartedEventId { get; init; }

    /// <summary>The last completed workflow task; null if none was completed.</summary>
    public CompletedTask? LastCompletedTask { get; init; }

    /// <summary>The worker that has the run in its cache; null if none is known to.</summary>
    public Sticky? Sticky { get; init; }

    /// <summary>
    /// When the first workflow task is due, for a start with a delay; null when there is none or it is past.
    /// </summary>
    public DateTimeOffset? FirstTaskTime { get; init; }

    /// <summary>Pending activities by the id of their scheduled event.</summary>
    public ImmutableDictionary<long, Activity> Activities { get; init; } = ImmutableDictionary<long, Activity>.Empty;

    /// <summary>Scheduled events of pending activities by the activity's id.</summary>
    public ImmutableDictionary<string, long> ActivityIds { get; init; } = ImmutableDictionary<string, long>.Empty;

    /// <summary>Pending timers by their id.</summary>
    public ImmutableDictionary<string, PendingTimer> Timers { get; init; } =
        ImmutableDictionary<string, PendingTimer>.Empty;

    /// <summary>
    /// Events that came while a workflow task was started, in order; they have taken effect but have no id.
    /// </summary>
    public ImmutableList<HistoryEvent> Buffered { get; init; } = [];

    /// <summary>Request ids of signals, each of which counts once.</summary>
    public ImmutableHashSet<string> SignalRequestIds { get; init; } = [];

    /// <summary>How many signals the run got.</summary>
    public int SignalCount { get; init; }

    /// <summary>
    /// Request ids of later starts that were answered with this run, and the events that attached them.
    /// </summary>
    public ImmutableDictionary<string, long> AttachedRequestIds { get; init; } =
        ImmutableDictionary<string, long>.Empty;

    /// <summary>Whether the run was asked to cancel itself.</summary>
    public bool CancelRequested { get; init; }

    /// <summary>Whether the run is open.</summary>
    public bool IsOpen => Status == WorkflowExecutionStatus.Running;

    /// <summary>What the run was started with.</summary>
    /// <exception cref="JournalCorruptException">The journal does not begin with a start.</exception>
    public WorkflowExecutionStartedEventAttributes Started =>
        FirstEvent?.WorkflowExecutionStartedEventAttributes
        ?? throw new JournalCorruptException("The journal does not begin with WorkflowExecutionStarted.");

    /// <summary>The workflow's own task queue.</summary>
    public TaskQueueName TaskQueue => new(Started.TaskQueue.Name);

    /// <summary>When the run times out; null if never.</summary>
    public DateTimeOffset? RunDeadline =>
        Started.WorkflowRunTimeout is { } timeout && timeout.ToTimeSpan() > TimeSpan.Zero
            ? (Started.FirstWorkflowTaskBackoff is { } wait ? StartTime + wait.ToTimeSpan() : StartTime)
                + timeout.ToTimeSpan()
            : null;

    /// <summary>The id of the run as the wire writes it.</summary>
    public WorkflowExecution ToWire() => new() { WorkflowId = Key.WorkflowId.Value, RunId = Key.RunId.Value };
}
