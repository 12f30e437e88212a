using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;
using Cairn.Engine.Executions.Outbox;
using Cairn.Engine.Executions.WorkflowTasks;
using Cairn.Engine.Journal;
using Cairn.Protocol;

namespace Cairn.Engine.Executions.Children;

/// <summary>Records in a parent the result of the start of a child. A repeated report changes nothing.</summary>
public static class RecordChildStart
{
    /// <summary>The child was started, and waits to be released.</summary>
    public static void Started(Turn turn, long initiatedEventId, RunId runId)
    {
        if (Find(turn, initiatedEventId) is not { } child)
        {
            return;
        }

        if (turn.State.IsOpen)
        {
            Write(turn, child, runId);
        }
        else
        {
            turn.Note(new Record
            {
                Delivered = new Delivered { InitiatedEventId = initiatedEventId, RunId = runId.Value },
            });
        }

        Outgoing.SendNext(turn, initiatedEventId);
    }

    /// <summary>The child was not started.</summary>
    public static void Failed(Turn turn, long initiatedEventId, StartChildWorkflowExecutionFailedCause cause)
    {
        if (Find(turn, initiatedEventId) is not { } child)
        {
            return;
        }

        if (!turn.State.IsOpen)
        {
            turn.Note(new Record { Delivered = new Delivered { InitiatedEventId = initiatedEventId } });
            return;
        }

        turn.Write(new HistoryEvent
        {
            EventType = EventType.StartChildWorkflowExecutionFailed,
            StartChildWorkflowExecutionFailedEventAttributes = new StartChildWorkflowExecutionFailedEventAttributes
            {
                Namespace = child.Asked.Namespace,
                NamespaceId = child.Asked.NamespaceId,
                WorkflowId = child.WorkflowId,
                WorkflowType = child.WorkflowType,
                Cause = cause,
                Control = child.Asked.Control,
                InitiatedEventId = initiatedEventId,
            },
        });
        ScheduleWorkflowTask.IfNeeded(turn);
    }

    /// <summary>
    /// Writes the event of a start. The report of the start may arrive together with that of the end.
    /// </summary>
    /// <param name="turn">The decision on the parent.</param>
    /// <param name="child">The child as the parent knows it.</param>
    /// <param name="runId">Its first run.</param>
    /// <param name="wakes">Whether to schedule a workflow task for it.</param>
    internal static void Write(Turn turn, PendingChild child, RunId runId, bool wakes = true)
    {
        turn.Write(new HistoryEvent
        {
            EventType = EventType.ChildWorkflowExecutionStarted,
            ChildWorkflowExecutionStartedEventAttributes = new ChildWorkflowExecutionStartedEventAttributes
            {
                Namespace = child.Asked.Namespace,
                NamespaceId = child.Asked.NamespaceId,
                InitiatedEventId = child.Initiated.EventId,
                WorkflowExecution = new() { WorkflowId = child.WorkflowId, RunId = runId.Value },
                WorkflowType = child.WorkflowType,
                Header = child.Asked.Header,
            },
        });
        if (wakes)
        {
            ScheduleWorkflowTask.IfNeeded(turn);
        }

    }

    private static PendingChild? Find(Turn turn, long initiatedEventId) =>
        turn.State.Children.GetValueOrDefault(initiatedEventId) is { } child
            && ChildMachine.Table.Allows(child.Status, ChildTrigger.Start)
            ? child
            : null;
}
