using Cairn.Api.Common.V1;
using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;
using Cairn.Engine.Executions.WorkflowTasks;
using Cairn.Protocol;

namespace Cairn.Engine.Executions.Children;

/// <summary>Records in a parent how its child ended. A repeated report changes nothing.</summary>
public static class RecordChildClose
{
    /// <summary>Writes the event that matches the end of the child.</summary>
    /// <param name="turn">The decision on the parent.</param>
    /// <param name="child">The last run of the child's chain.</param>
    public static void Decide(Turn turn, Execution child)
    {
        var initiatedEventId = child.Started.ParentInitiatedEventId;
        if (turn.State.Children.GetValueOrDefault(initiatedEventId) is not { } pending
            || pending.WorkflowId != child.Key.WorkflowId.Value
            || (pending.RunId.Length > 0 && pending.RunId != child.Started.FirstExecutionRunId))
        {
            return;
        }

        RunId first = new(child.Started.FirstExecutionRunId);
        if (!turn.State.IsOpen)
        {
            // The parent does not wait for the end. But a child that the parent does not know would be started again
            // when it is deleted.
            RecordChildStart.Started(turn, initiatedEventId, first);
            return;
        }

        if (!ChildMachine.Table.Allows(pending.Status, ChildTrigger.Close))
        {
            // The child was terminated before the report of its start arrived.
            RecordChildStart.Write(turn, pending, first);
            pending = turn.State.Children[initiatedEventId];
        }

        turn.Write(Event(pending, child.ToWire(), child.CloseEvent!));
        ScheduleWorkflowTask.IfNeeded(turn);
    }

    private static HistoryEvent Event(PendingChild child, WorkflowExecution run, HistoryEvent end) =>
        end.EventType switch
        {
            EventType.WorkflowExecutionCompleted =>
                Completed(child, run, end.WorkflowExecutionCompletedEventAttributes),
            EventType.WorkflowExecutionFailed => Failed(child, run, end.WorkflowExecutionFailedEventAttributes),
            EventType.WorkflowExecutionCanceled => Canceled(child, run, end.WorkflowExecutionCanceledEventAttributes),
            EventType.WorkflowExecutionTimedOut => TimedOut(child, run, end.WorkflowExecutionTimedOutEventAttributes),
            EventType.WorkflowExecutionTerminated => Terminated(child, run),
            _ => throw new InvalidOperationException($"A child does not end with {end.EventType}."),
        };

    private static HistoryEvent Completed(
        PendingChild child, WorkflowExecution run, WorkflowExecutionCompletedEventAttributes end) => new()
        {
            EventType = EventType.ChildWorkflowExecutionCompleted,
            ChildWorkflowExecutionCompletedEventAttributes = new ChildWorkflowExecutionCompletedEventAttributes
            {
                Result = end.Result,
                Namespace = child.Asked.Namespace,
                NamespaceId = child.Asked.NamespaceId,
                WorkflowExecution = run,
                WorkflowType = child.WorkflowType,
                InitiatedEventId = child.Initiated.EventId,
                StartedEventId = child.StartedEventId,
            },
        };

    private static HistoryEvent Failed(
        PendingChild child, WorkflowExecution run, WorkflowExecutionFailedEventAttributes end) => new()
        {
            EventType = EventType.ChildWorkflowExecutionFailed,
            ChildWorkflowExecutionFailedEventAttributes = new ChildWorkflowExecutionFailedEventAttributes
            {
                Failure = end.Failure,
                Namespace = child.Asked.Namespace,
                NamespaceId = child.Asked.NamespaceId,
                WorkflowExecution = run,
                WorkflowType = child.WorkflowType,
                InitiatedEventId = child.Initiated.EventId,
                StartedEventId = child.StartedEventId,
                RetryState = end.RetryState,
            },
        };

    private static HistoryEvent Canceled(
        PendingChild child, WorkflowExecution run, WorkflowExecutionCanceledEventAttributes end) => new()
        {
            EventType = EventType.ChildWorkflowExecutionCanceled,
            ChildWorkflowExecutionCanceledEventAttributes = new ChildWorkflowExecutionCanceledEventAttributes
            {
                Details = end.Details,
                Namespace = child.Asked.Namespace,
                NamespaceId = child.Asked.NamespaceId,
                WorkflowExecution = run,
                WorkflowType = child.WorkflowType,
                InitiatedEventId = child.Initiated.EventId,
                StartedEventId = child.StartedEventId,
            },
        };

    private static HistoryEvent TimedOut(
        PendingChild child, WorkflowExecution run, WorkflowExecutionTimedOutEventAttributes end) => new()
        {
            EventType = EventType.ChildWorkflowExecutionTimedOut,
            ChildWorkflowExecutionTimedOutEventAttributes = new ChildWorkflowExecutionTimedOutEventAttributes
            {
                Namespace = child.Asked.Namespace,
                NamespaceId = child.Asked.NamespaceId,
                WorkflowExecution = run,
                WorkflowType = child.WorkflowType,
                InitiatedEventId = child.Initiated.EventId,
                StartedEventId = child.StartedEventId,
                RetryState = end.RetryState,
            },
        };

    private static HistoryEvent Terminated(PendingChild child, WorkflowExecution run) => new()
    {
        EventType = EventType.ChildWorkflowExecutionTerminated,
        ChildWorkflowExecutionTerminatedEventAttributes = new ChildWorkflowExecutionTerminatedEventAttributes
        {
            Namespace = child.Asked.Namespace,
            NamespaceId = child.Asked.NamespaceId,
            WorkflowExecution = run,
            WorkflowType = child.WorkflowType,
            InitiatedEventId = child.Initiated.EventId,
            StartedEventId = child.StartedEventId,
        },
    };
}
