using System.Collections.Immutable;
using Cairn.Api.Common.V1;
using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;
using Cairn.Api.Workflow.V1;
using Cairn.Engine.Executions.Activities;
using Cairn.Engine.Executions.Children;
using Cairn.Engine.Executions.Lifecycle;
using Cairn.Engine.Executions.Resets;
using Cairn.Engine.Executions.Timers;
using Cairn.Engine.Executions.Updates;
using Cairn.Engine.Executions.WorkflowTasks;
using Cairn.Protocol;
using Cairn.StateMachines;

namespace Cairn.Engine.Executions;

/// <summary>
/// The state of one run: the result of applying its journal by <see cref="Apply"/>, which alone creates new states. It
/// is immutable, so a decision that is abandoned leaves nothing behind.
/// </summary>
public sealed record Execution
{
    /// <summary>The namespace, workflow id and run id.</summary>
    public required ExecutionKey Key { get; init; }

    /// <summary>The request id of the start.</summary>
    public required string StartRequestId { get; init; }

    /// <summary>When it was started.</summary>
    public required DateTimeOffset StartTime { get; init; }

    /// <summary>Receives every transition that the state machines of the run take, for tests; null for none.</summary>
    public ITransitionObserver? TransitionObserver { get; init; }

    /// <summary>The first event; null only before it is applied.</summary>
    public HistoryEvent? FirstEvent { get; init; }

    /// <summary>Open, or how it was closed.</summary>
    public WorkflowExecutionStatus Status { get; init; }

    /// <summary>The event that closed it; null while it is open.</summary>
    public HistoryEvent? CloseEvent { get; init; }

    /// <summary>The id that the next event gets.</summary>
    public long NextEventId { get; init; } = 1;

    /// <summary>The time of the last event; the next event is not earlier.</summary>
    public DateTimeOffset LastEventTime { get; init; } = DateTimeOffset.MinValue;

    /// <summary>The size of all events, in bytes.</summary>
    public long HistoryBytes { get; init; }

    /// <summary>How many decisions have changed the run.</summary>
    public long StateTransitions { get; init; }

    /// <summary>The workflow task that is scheduled or started; null if there is none.</summary>
    public WorkflowTask? Task { get; init; }

    /// <summary>The status of the workflow task; none if there is no task.</summary>
    public WorkflowTaskStatus TaskStatus => Task?.Status ?? WorkflowTaskStatus.None;

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

    /// <summary>Child workflows that have not closed, by the event that asked for them.</summary>
    public ImmutableDictionary<long, PendingChild> Children { get; init; } =
        ImmutableDictionary<long, PendingChild>.Empty;

    /// <summary>
    /// Events that requested a signal to, or a cancellation of, another workflow and whose result is not known yet, by
    /// their ids.
    /// </summary>
    public ImmutableDictionary<long, HistoryEvent> Externals { get; init; } =
        ImmutableDictionary<long, HistoryEvent>.Empty;

    /// <summary>
    /// Events that arrived while a workflow task was started, in order; they have taken effect but have no id.
    /// </summary>
    public ImmutableList<HistoryEvent> Buffered { get; init; } = [];

    /// <summary>Request ids of signals; a repeated signal with the same id has no effect.</summary>
    public ImmutableHashSet<string> SignalRequestIds { get; init; } = [];

    /// <summary>The number of signals that the run has received.</summary>
    public int SignalCount { get; init; }

    /// <summary>
    /// Request ids of later starts that were answered with this run, with the events that attached them.
    /// </summary>
    public ImmutableDictionary<string, long> AttachedRequestIds { get; init; } =
        ImmutableDictionary<string, long>.Empty;

    /// <summary>Callbacks to notify when the workflow has closed, in the order in which starts attached them.</summary>
    public ImmutableList<AttachedCallback> Callbacks { get; init; } = [];

    /// <summary>The current memo; null if there is none.</summary>
    public Memo? Memo { get; init; }

    /// <summary>
    /// The current search attributes that were set by starts and by the workflow; null if there are none.
    /// </summary>
    public SearchAttributes? SearchAttributes { get; init; }

    /// <summary>The event that requested the cancellation of the run; null if none did.</summary>
    public HistoryEvent? CancelRequest { get; init; }

    /// <summary>Whether the cancellation of the run was requested.</summary>
    public bool CancelRequested => CancelRequest is not null;

    /// <summary>Updates in history, by their ids. Completed updates stay, for callers that ask again.</summary>
    public ImmutableDictionary<string, KnownUpdate> Updates { get; init; } =
        ImmutableDictionary<string, KnownUpdate>.Empty;

    /// <summary>Where each build of the workers first appeared, in this run and those before it.</summary>
    public ImmutableList<ResetPointInfo> ResetPoints { get; init; } = [];

    /// <summary>The distinct builds of the workers that completed its workflow tasks.</summary>
    public ImmutableList<string> BuildIds { get; init; } = [];

    /// <summary>Whether the run is a child that waits until its parent knows of it.</summary>
    public bool IsHeld { get; init; }

    /// <summary>Whether the parent of a closed run was notified of its end.</summary>
    public bool IsParentNotified { get; init; }

    /// <summary>Whether another run of the chain followed this one.</summary>
    public bool HasSuccessor { get; init; }

    /// <summary>Where the run comes from, if a reset created it; else null.</summary>
    public ResetOrigin? Origin { get; init; }

    /// <summary>The run that the last reset of this run created; empty if there was no reset.</summary>
    public string ResetRunId { get; init; } = "";

    /// <summary>
    /// Whether the run was deleted. It stays in the store until all messages about its end are delivered.
    /// </summary>
    public bool IsDeleted { get; init; }

    /// <summary>Whether the run is open.</summary>
    public bool IsOpen => Status == WorkflowExecutionStatus.Running;

    /// <summary>The attributes of the started event.</summary>
    /// <exception cref="JournalCorruptException">The journal does not begin with a start.</exception>
    public WorkflowExecutionStartedEventAttributes Started =>
        FirstEvent?.WorkflowExecutionStartedEventAttributes
        ?? throw new JournalCorruptException("The journal does not begin with WorkflowExecutionStarted.");

    /// <summary>The workflow's own task queue.</summary>
    public TaskQueueName TaskQueue => new(Started.TaskQueue.Name);

    /// <summary>
    /// When the run is meant to begin its work: its start plus the delay of its first task. A run that a reset created
    /// begins at once.
    /// </summary>
    public DateTimeOffset ExecutionTime => Origin is null
        ? StartTime + (Events.FromWire(Started.FirstWorkflowTaskBackoff) ?? TimeSpan.Zero)
        : StartTime;

    /// <summary>When the run times out; null if never.</summary>
    public DateTimeOffset? RunDeadline => Events.FromWire(Started.WorkflowRunTimeout) is { } timeout
        ? ExpirationTime < ExecutionTime + timeout ? ExpirationTime : ExecutionTime + timeout
        : ExpirationTime;

    /// <summary>When the whole chain of runs times out; null if never. A reset gives it the full time again.</summary>
    public DateTimeOffset? ExpirationTime =>
        Origin is not null && Events.FromWire(Started.WorkflowExecutionTimeout) is { } timeout
            ? StartTime + timeout
            : Started.WorkflowExecutionExpirationTime?.ToDateTimeOffset();

    /// <summary>The root of the tree of parents; the run itself if it has no parent.</summary>
    public WorkflowExecution Root => Started.RootWorkflowExecution ?? ToWire();

    /// <summary>Whether another run, or a run that it was reset from, is the parent.</summary>
    public bool IsChildOf(Execution other) =>
        Started.ParentWorkflowExecution is { } parent
        && parent.WorkflowId == other.Key.WorkflowId.Value
        && (parent.RunId == other.Key.RunId.Value || other.Origin?.Line.Contains(parent.RunId) == true);

    /// <summary>Workflow id and run id in wire format.</summary>
    public WorkflowExecution ToWire() => new() { WorkflowId = Key.WorkflowId.Value, RunId = Key.RunId.Value };
}
