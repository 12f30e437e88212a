using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;
using Cairn.Engine.Executions.Children;

namespace Cairn.Engine.Executions.Resets;

/// <summary>Reapplies the starts and ends of children that were requested before the reset point.</summary>
internal static class ReapplyChildren
{
    /// <summary>A child was started after the point.</summary>
    public static void Started(Turn turn, HistoryEvent e)
    {
        var started = e.ChildWorkflowExecutionStartedEventAttributes;
        if (turn.State.Children.GetValueOrDefault(started.InitiatedEventId) is { Status: ChildStatus.Initiated } child
            && child.WorkflowId == started.WorkflowExecution.WorkflowId)
        {
            RecordChildStart.Write(turn, child, new(started.WorkflowExecution.RunId), wakes: false);
        }
    }

    /// <summary>A child ended after the point.</summary>
    public static void Closed(Turn turn, HistoryEvent e)
    {
        switch (e.EventType)
        {
            case EventType.ChildWorkflowExecutionCompleted:
                var completed = e.ChildWorkflowExecutionCompletedEventAttributes.Clone();
                Close(turn, e, completed.InitiatedEventId, (copy, startedEventId) =>
                {
                    completed.StartedEventId = startedEventId;
                    copy.ChildWorkflowExecutionCompletedEventAttributes = completed;
                });
                break;
            case EventType.ChildWorkflowExecutionFailed:
                var failed = e.ChildWorkflowExecutionFailedEventAttributes.Clone();
                Close(turn, e, failed.InitiatedEventId, (copy, startedEventId) =>
                {
                    failed.StartedEventId = startedEventId;
                    copy.ChildWorkflowExecutionFailedEventAttributes = failed;
                });
                break;
            case EventType.ChildWorkflowExecutionCanceled:
                var canceled = e.ChildWorkflowExecutionCanceledEventAttributes.Clone();
                Close(turn, e, canceled.InitiatedEventId, (copy, startedEventId) =>
                {
                    canceled.StartedEventId = startedEventId;
                    copy.ChildWorkflowExecutionCanceledEventAttributes = canceled;
                });
                break;
            case EventType.ChildWorkflowExecutionTimedOut:
                var timedOut = e.ChildWorkflowExecutionTimedOutEventAttributes.Clone();
                Close(turn, e, timedOut.InitiatedEventId, (copy, startedEventId) =>
                {
                    timedOut.StartedEventId = startedEventId;
                    copy.ChildWorkflowExecutionTimedOutEventAttributes = timedOut;
                });
                break;
            case EventType.ChildWorkflowExecutionTerminated:
                var terminated = e.ChildWorkflowExecutionTerminatedEventAttributes.Clone();
                Close(turn, e, terminated.InitiatedEventId, (copy, startedEventId) =>
                {
                    terminated.StartedEventId = startedEventId;
                    copy.ChildWorkflowExecutionTerminatedEventAttributes = terminated;
                });
                break;
            default:
                throw new InvalidOperationException($"A reset does not know how to bring {e.EventType}.");
        }
    }

    private static void Close(
        Turn turn, HistoryEvent e, long initiatedEventId, Action<HistoryEvent, long> fill)
    {
        if (turn.State.Children.GetValueOrDefault(initiatedEventId) is { RunId.Length: > 0 } child)
        {
            Reapply.Write(turn, e, copy => fill(copy, child.StartedEventId));
        }
    }
}
