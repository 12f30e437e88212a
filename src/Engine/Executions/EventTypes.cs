using Cairn.Api.Enums.V1;
using static Cairn.Api.Enums.V1.EventType;
using static Cairn.Engine.Executions.EventSource;

namespace Cairn.Engine.Executions;

/// <summary>
/// The source of an event, which decides whether the event may enter history while a worker has a task.
/// </summary>
public enum EventSource
{
    /// <summary>The run as a whole: it begins or ends.</summary>
    Run,

    /// <summary>A workflow task: it is scheduled, started or ended.</summary>
    WorkflowTask,

    /// <summary>A command or a message in a worker's response to a workflow task.</summary>
    Command,

    /// <summary>
    /// Anything else. While a worker has a workflow task the event waits for the end of the task, because the worker's
    /// commands follow from the history that it saw.
    /// </summary>
    Outside,
}

/// <summary>Every type of event in the API, also those that the engine does not write.</summary>
public static class EventTypes
{
    private static readonly EventTraits s_end = new(Outside, IsEnd: true);
    private static readonly EventTraits s_reappliedEnd = new(Outside, IsEnd: true, IsReapplied: true);
    private static readonly EventTraits s_reapplied = new(Outside, IsReapplied: true);

    private static readonly Dictionary<EventType, EventTraits> s_traits = new()
    {
        [WorkflowExecutionStarted] = new(Run),
        [WorkflowExecutionCompleted] = new(Run),
        [WorkflowExecutionFailed] = new(Run),
        [WorkflowExecutionTimedOut] = new(Run),
        [WorkflowExecutionTerminated] = new(Run),
        [WorkflowExecutionCanceled] = new(Run),
        [WorkflowExecutionContinuedAsNew] = new(Run),

        [WorkflowTaskScheduled] = new(WorkflowTask),
        [WorkflowTaskStarted] = new(WorkflowTask),
        [WorkflowTaskCompleted] = new(WorkflowTask),
        [WorkflowTaskFailed] = new(WorkflowTask),
        [WorkflowTaskTimedOut] = new(WorkflowTask),

        [ActivityTaskScheduled] = new(Command),
        [ActivityTaskCancelRequested] = new(Command),
        [TimerStarted] = new(Command),
        [TimerCanceled] = new(Command),
        [MarkerRecorded] = new(Command),
        [StartChildWorkflowExecutionInitiated] = new(Command),
        [SignalExternalWorkflowExecutionInitiated] = new(Command),
        [RequestCancelExternalWorkflowExecutionInitiated] = new(Command),
        [UpsertWorkflowSearchAttributes] = new(Command),
        [WorkflowPropertiesModified] = new(Command),
        // The request of an update is in its admitted event, if there is one, else in this event: a reset looks at both
        // and reapplies each update once.
        [WorkflowExecutionUpdateAccepted] = new(Command, IsReapplied: true),
        [WorkflowExecutionUpdateRejected] = new(Command),
        [WorkflowExecutionUpdateCompleted] = new(Command),
        [NexusOperationScheduled] = new(Command),
        [NexusOperationCancelRequested] = new(Command),

        [WorkflowExecutionSignaled] = s_reapplied,
        [WorkflowExecutionCancelRequested] = new(Outside),
        [WorkflowExecutionOptionsUpdated] = s_reapplied,
        [WorkflowExecutionUpdateAdmitted] = s_reapplied,
        [WorkflowExecutionPaused] = new(Outside),
        [WorkflowExecutionUnpaused] = new(Outside),
        [WorkflowExecutionTimeSkippingTransitioned] = new(Outside),
        [WorkflowPropertiesModifiedExternally] = new(Outside),
        [ActivityPropertiesModifiedExternally] = new(Outside),
        [TimerFired] = new(Outside),

        [ActivityTaskStarted] = new(Outside),
        [ActivityTaskCompleted] = s_end,
        [ActivityTaskFailed] = s_end,
        [ActivityTaskTimedOut] = s_end,
        [ActivityTaskCanceled] = s_end,

        [StartChildWorkflowExecutionFailed] = new(Outside),
        [ChildWorkflowExecutionStarted] = s_reapplied,
        [ChildWorkflowExecutionCompleted] = s_reappliedEnd,
        [ChildWorkflowExecutionFailed] = s_reappliedEnd,
        [ChildWorkflowExecutionCanceled] = s_reappliedEnd,
        [ChildWorkflowExecutionTimedOut] = s_reappliedEnd,
        [ChildWorkflowExecutionTerminated] = s_reappliedEnd,
        [SignalExternalWorkflowExecutionFailed] = new(Outside),
        [ExternalWorkflowExecutionSignaled] = new(Outside),
        [RequestCancelExternalWorkflowExecutionFailed] = new(Outside),
        [ExternalWorkflowExecutionCancelRequested] = new(Outside),

        [NexusOperationStarted] = new(Outside),
        [NexusOperationCompleted] = s_end,
        [NexusOperationFailed] = s_end,
        [NexusOperationCanceled] = s_end,
        [NexusOperationTimedOut] = s_end,
        [NexusOperationCancelRequestCompleted] = new(Outside),
        [NexusOperationCancelRequestFailed] = new(Outside),
    };

    /// <summary>The traits of a type.</summary>
    /// <exception cref="JournalCorruptException">A newer version of the engine wrote the event.</exception>
    public static EventTraits TraitsOf(EventType type) => s_traits.TryGetValue(type, out var traits)
        ? traits
        : throw new JournalCorruptException($"A newer version wrote this journal: {type}.");
}

/// <summary>The traits of an event type, independent of the content of an event.</summary>
/// <param name="Source">The source of the event.</param>
/// <param name="IsEnd">
/// Whether it ends an activity or a child, so that among buffered events it comes after the events that it may end.
/// </param>
/// <param name="IsReapplied">Whether a reset reapplies it to the new run, if it came after the reset point.</param>
public readonly record struct EventTraits(EventSource Source, bool IsEnd = false, bool IsReapplied = false);
