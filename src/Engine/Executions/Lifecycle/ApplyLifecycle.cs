using Cairn.Api.Common.V1;
using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;
using Cairn.Engine.Executions.WorkflowTasks;

namespace Cairn.Engine.Executions.Lifecycle;

/// <summary>Applies the events of a run as a whole to its state.</summary>
internal static class ApplyLifecycle
{
    /// <summary>The run begins.</summary>
    public static Execution Started(Execution state, HistoryEvent e)
    {
        var backoff = Events.FromWire(e.WorkflowExecutionStartedEventAttributes.FirstWorkflowTaskBackoff);
        return state with
        {
            FirstEvent = e,
            Callbacks = [.. Callbacks(e.WorkflowExecutionStartedEventAttributes.CompletionCallbacks, e)],
            ResetPoints = [.. e.WorkflowExecutionStartedEventAttributes.PrevAutoResetPoints?.Points ?? []],
            Memo = e.WorkflowExecutionStartedEventAttributes.Memo,
            SearchAttributes = e.WorkflowExecutionStartedEventAttributes.SearchAttributes,
            Status = LifecycleMachine.Table.Next(state, state.Status, LifecycleTrigger.Start),
            FirstTaskTime = state.StartTime + backoff,
        };
    }

    /// <summary>A later start, with its request id, was answered with this run.</summary>
    public static Execution OptionsUpdated(Execution state, HistoryEvent e)
    {
        var updated = e.WorkflowExecutionOptionsUpdatedEventAttributes;
        return state with
        {
            AttachedRequestIds = updated.AttachedRequestId.Length == 0
                ? state.AttachedRequestIds
                : state.AttachedRequestIds.SetItem(updated.AttachedRequestId, e.EventId),
            Callbacks = state.Callbacks.AddRange(Callbacks(updated.AttachedCompletionCallbacks, e)),
        };
    }

    /// <summary>The buffered event of such a start received its id.</summary>
    public static Execution OptionsNumbered(Execution state, HistoryEvent e)
    {
        var requestId = e.WorkflowExecutionOptionsUpdatedEventAttributes.AttachedRequestId;
        return requestId.Length == 0
            ? state
            : state with { AttachedRequestIds = state.AttachedRequestIds.SetItem(requestId, e.EventId) };
    }

    private static IEnumerable<AttachedCallback> Callbacks(IEnumerable<Callback> callbacks, HistoryEvent e) =>
        callbacks.Select(callback => new AttachedCallback(callback, e.EventTime.ToDateTimeOffset()));

    /// <summary>The run ends. What was pending stays in the state, for descriptions of the run.</summary>
    public static Execution Closed(Execution state, HistoryEvent e, LifecycleTrigger trigger) =>
        ApplyWorkflowTasks.Abandoned(state) with
        {
            Status = LifecycleMachine.Table.Next(state, state.Status, trigger),
            CloseEvent = e,
            HasSuccessor = state.HasSuccessor || SuccessorOf(e).Length > 0,
            Buffered = [],
        };

    /// <summary>The run that follows a closed one; empty if none does.</summary>
    internal static string SuccessorOf(HistoryEvent end) => end.EventType switch
    {
        EventType.WorkflowExecutionCompleted => end.WorkflowExecutionCompletedEventAttributes.NewExecutionRunId,
        EventType.WorkflowExecutionFailed => end.WorkflowExecutionFailedEventAttributes.NewExecutionRunId,
        EventType.WorkflowExecutionTimedOut => end.WorkflowExecutionTimedOutEventAttributes.NewExecutionRunId,
        EventType.WorkflowExecutionContinuedAsNew =>
            end.WorkflowExecutionContinuedAsNewEventAttributes.NewExecutionRunId,
        _ => "",
    };
}
