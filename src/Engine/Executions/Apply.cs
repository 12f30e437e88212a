using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;
using Cairn.Engine.Executions.Activities;
using Cairn.Engine.Executions.Activities.Operations;
using Cairn.Engine.Executions.Children;
using Cairn.Engine.Executions.Externals;
using Cairn.Engine.Executions.Lifecycle;
using Cairn.Engine.Executions.Outbox;
using Cairn.Engine.Executions.Properties;
using Cairn.Engine.Executions.Resets;
using Cairn.Engine.Executions.Signals;
using Cairn.Engine.Executions.Timers;
using Cairn.Engine.Executions.Updates;
using Cairn.Engine.Executions.WorkflowTasks;
using Cairn.Engine.Journal;

namespace Cairn.Engine.Executions;

/// <summary>The only way to change state. Decisions, recovery and tests all use it.</summary>
public static class Apply
{
    /// <summary>The state after a record.</summary>
    /// <param name="state">The state before it; null before the first record.</param>
    /// <param name="record">What happened.</param>
    /// <exception cref="JournalCorruptException">The record cannot have happened in this state.</exception>
    public static Execution To(Execution? state, Record record)
    {
        var next = record.FactCase == Record.FactOneofCase.Born
            ? Born(record.Born)
            : Next(
                state ?? throw new JournalCorruptException($"A journal cannot begin with {record.FactCase}."), record);
        return record.IsFirst && !IsOfSpeculativeTask(state, next, record)
            ? next with { StateTransitions = next.StateTransitions + 1 }
            : next;
    }

    private static Execution Next(Execution known, Record record) => record.FactCase switch
    {
        Record.FactOneofCase.Event => Append(Fold(known, record.Event), record.Event),
        Record.FactOneofCase.Buffered => Fold(known, record.Buffered) with
        {
            Buffered = known.Buffered.Add(record.Buffered),
        },
        Record.FactOneofCase.Flushed =>
            Append(Numbered(known, record.Flushed), record.Flushed) with { Buffered = [] },
        Record.FactOneofCase.TimerUnbuffered => ApplyTimers.Unbuffered(known, record.TimerUnbuffered),
        Record.FactOneofCase.ActivityPaused => ApplyActivityOperations.Paused(known, record.ActivityPaused),
        Record.FactOneofCase.ActivityUnpaused => ApplyActivityOperations.Unpaused(known, record.ActivityUnpaused),
        Record.FactOneofCase.ActivityReset => ApplyActivityOperations.Reset(known, record.ActivityReset),
        Record.FactOneofCase.ActivityRescheduled =>
            ApplyActivityOperations.Rescheduled(known, record.ActivityRescheduled),
        Record.FactOneofCase.ActivityOptionsSet =>
            ApplyActivityOperations.OptionsSet(known, record.ActivityOptionsSet),
        Record.FactOneofCase.BornOfReset => ApplyResets.Born(known, record.BornOfReset),
        Record.FactOneofCase.ResetInto => ApplyResets.Into(known, record.ResetInto),
        Record.FactOneofCase.TaskRefused => ApplyWorkflowTasks.Refused(known),
        Record.FactOneofCase.TransientTaskScheduled =>
            ApplyWorkflowTasks.TransientScheduled(known, record.TransientTaskScheduled),
        Record.FactOneofCase.TransientTaskStarted =>
            ApplyWorkflowTasks.TransientStarted(known, record.TransientTaskStarted),
        Record.FactOneofCase.TransientTaskEnded =>
            ApplyWorkflowTasks.TransientEnded(known, record.TransientTaskEnded),
        Record.FactOneofCase.StickyBound => ApplyWorkflowTasks.Bound(known, record.StickyBound),
        Record.FactOneofCase.StickyCleared => known with { Sticky = null },
        Record.FactOneofCase.ActivityStarted => ApplyActivities.Started(known, record.ActivityStarted),
        Record.FactOneofCase.ActivityRetried => ApplyActivities.Retried(known, record.ActivityRetried),
        Record.FactOneofCase.ActivityDue => ApplyActivities.Due(known, record.ActivityDue),
        Record.FactOneofCase.ActivityHeartbeat => ApplyActivities.Heartbeat(known, record.ActivityHeartbeat),
        Record.FactOneofCase.HoldEnded => known with { IsHeld = false },
        Record.FactOneofCase.Deleted => known with { IsDeleted = true },
        Record.FactOneofCase.UpdateRejected => ApplyUpdates.Rejected(known, record.UpdateRejected),
        Record.FactOneofCase.Delivered => ApplyOutbox.Delivered(known, record.Delivered),
        _ => throw new JournalCorruptException($"A newer version wrote this journal: {record.FactCase}."),
    };

    /// <summary>
    /// The records of a speculative task do not count as changes of its run before the task completes.
    /// </summary>
    private static bool IsOfSpeculativeTask(Execution? before, Execution after, Record record) => record.FactCase
        is Record.FactOneofCase.TransientTaskScheduled or Record.FactOneofCase.TransientTaskStarted
        or Record.FactOneofCase.TransientTaskEnded
        && (after.Task ?? before?.Task) is { IsSpeculative: true };

    private static Execution Born(Born born) => new()
    {
        Key = new(new(born.Namespace), new(born.WorkflowId), new(born.RunId)),
        StartRequestId = born.StartRequestId,
        StartTime = born.StartTime.ToDateTimeOffset(),
        IsHeld = born.IsHeld,
    };

    private static Execution Append(Execution state, HistoryEvent @event)
    {
        if (@event.EventId != state.NextEventId)
        {
            throw new JournalCorruptException($"Event {@event.EventId} stands where {state.NextEventId} must.");
        }

        return state with
        {
            NextEventId = @event.EventId + 1,
            LastEventTime = Later(state.LastEventTime, @event.EventTime.ToDateTimeOffset()),
            HistoryBytes = state.HistoryBytes + @event.CalculateSize(),
        };
    }

    /// <summary>Stores the id of an event that was buffered, where the state refers to the event by its id.</summary>
    private static Execution Numbered(Execution state, HistoryEvent e) => e.EventType switch
    {
        EventType.WorkflowExecutionOptionsUpdated => ApplyLifecycle.OptionsNumbered(state, e),
        EventType.ChildWorkflowExecutionStarted => ApplyChildren.Numbered(state, e),
        _ => state,
    };

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private static Execution Fold(Execution state, HistoryEvent e) => e.EventType switch
    {
        EventType.WorkflowExecutionStarted => ApplyLifecycle.Started(state, e),
        EventType.WorkflowExecutionCompleted => ApplyLifecycle.Closed(state, e, LifecycleTrigger.Complete),
        EventType.WorkflowExecutionFailed => ApplyLifecycle.Closed(state, e, LifecycleTrigger.Fail),
        EventType.WorkflowExecutionCanceled => ApplyLifecycle.Closed(state, e, LifecycleTrigger.Cancel),
        EventType.WorkflowExecutionTerminated => ApplyLifecycle.Closed(state, e, LifecycleTrigger.Terminate),
        EventType.WorkflowExecutionTimedOut => ApplyLifecycle.Closed(state, e, LifecycleTrigger.TimeOut),
        EventType.WorkflowExecutionCancelRequested => state with { CancelRequest = e },
        EventType.WorkflowExecutionOptionsUpdated => ApplyLifecycle.OptionsUpdated(state, e),
        EventType.WorkflowExecutionSignaled => ApplySignals.Signaled(state, e),
        EventType.WorkflowTaskScheduled => ApplyWorkflowTasks.Scheduled(state, e),
        EventType.WorkflowTaskStarted => ApplyWorkflowTasks.Started(state, e),
        EventType.WorkflowTaskCompleted => ApplyWorkflowTasks.Completed(state, e),
        EventType.WorkflowTaskFailed => ApplyWorkflowTasks.Failed(state, e),
        EventType.WorkflowTaskTimedOut => ApplyWorkflowTasks.TimedOut(state, e),
        EventType.ActivityTaskScheduled => ApplyActivities.Scheduled(state, e),
        EventType.ActivityTaskStarted => state,
        EventType.ActivityTaskCancelRequested => ApplyActivities.CancelRequested(state, e),
        EventType.ActivityTaskCompleted => ApplyActivities.Closed(
            state, e.ActivityTaskCompletedEventAttributes.ScheduledEventId),
        EventType.ActivityTaskFailed => ApplyActivities.Closed(
            state, e.ActivityTaskFailedEventAttributes.ScheduledEventId),
        EventType.ActivityTaskTimedOut => ApplyActivities.Closed(
            state, e.ActivityTaskTimedOutEventAttributes.ScheduledEventId),
        EventType.ActivityTaskCanceled => ApplyActivities.Closed(
            state, e.ActivityTaskCanceledEventAttributes.ScheduledEventId),
        EventType.TimerStarted => ApplyTimers.Started(state, e),
        EventType.TimerFired => ApplyTimers.Fired(state, e),
        EventType.TimerCanceled => ApplyTimers.Canceled(state, e),
        EventType.MarkerRecorded => state,
        EventType.WorkflowExecutionUpdateAdmitted => ApplyUpdates.Admitted(state, e),
        EventType.WorkflowExecutionUpdateAccepted => ApplyUpdates.Accepted(state, e),
        EventType.WorkflowExecutionUpdateCompleted => ApplyUpdates.Completed(state, e),
        EventType.WorkflowExecutionContinuedAsNew => ApplyLifecycle.Closed(state, e, LifecycleTrigger.ContinueAsNew),
        _ => FoldOfOthers(state, e),
    };

    /// <summary>Events about other executions.</summary>
    private static Execution FoldOfOthers(Execution state, HistoryEvent e) => e.EventType switch
    {
        EventType.StartChildWorkflowExecutionInitiated => ApplyChildren.Initiated(state, e),
        EventType.StartChildWorkflowExecutionFailed => ApplyChildren.Gone(
            state, e.StartChildWorkflowExecutionFailedEventAttributes.InitiatedEventId, ChildTrigger.Refuse),
        EventType.ChildWorkflowExecutionStarted => ApplyChildren.Started(state, e),
        EventType.ChildWorkflowExecutionCompleted => ApplyChildren.Gone(
            state, e.ChildWorkflowExecutionCompletedEventAttributes.InitiatedEventId, ChildTrigger.Close),
        EventType.ChildWorkflowExecutionFailed => ApplyChildren.Gone(
            state, e.ChildWorkflowExecutionFailedEventAttributes.InitiatedEventId, ChildTrigger.Close),
        EventType.ChildWorkflowExecutionCanceled => ApplyChildren.Gone(
            state, e.ChildWorkflowExecutionCanceledEventAttributes.InitiatedEventId, ChildTrigger.Close),
        EventType.ChildWorkflowExecutionTimedOut => ApplyChildren.Gone(
            state, e.ChildWorkflowExecutionTimedOutEventAttributes.InitiatedEventId, ChildTrigger.Close),
        EventType.ChildWorkflowExecutionTerminated => ApplyChildren.Gone(
            state, e.ChildWorkflowExecutionTerminatedEventAttributes.InitiatedEventId, ChildTrigger.Close),
        EventType.SignalExternalWorkflowExecutionInitiated => ApplyExternals.Initiated(state, e),
        EventType.SignalExternalWorkflowExecutionFailed => ApplyExternals.Settled(
            state, e.SignalExternalWorkflowExecutionFailedEventAttributes.InitiatedEventId),
        EventType.ExternalWorkflowExecutionSignaled => ApplyExternals.Settled(
            state, e.ExternalWorkflowExecutionSignaledEventAttributes.InitiatedEventId),
        EventType.RequestCancelExternalWorkflowExecutionInitiated => ApplyExternals.Initiated(state, e),
        EventType.RequestCancelExternalWorkflowExecutionFailed => ApplyExternals.Settled(
            state, e.RequestCancelExternalWorkflowExecutionFailedEventAttributes.InitiatedEventId),
        EventType.ExternalWorkflowExecutionCancelRequested => ApplyExternals.Settled(
            state, e.ExternalWorkflowExecutionCancelRequestedEventAttributes.InitiatedEventId),
        EventType.UpsertWorkflowSearchAttributes => ApplyProperties.SearchAttributesUpserted(state, e),
        EventType.WorkflowPropertiesModified => ApplyProperties.MemoModified(state, e),
        _ => throw new JournalCorruptException($"A newer version wrote this journal: {e.EventType}."),
    };
}
