using System.Globalization;
using Cairn.Api.Common.V1;
using Cairn.Api.Enums.V1;
using Cairn.Api.Failure.V1;
using Cairn.Api.History.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Cli.Output;
using Case = Cairn.Api.History.V1.HistoryEvent.AttributesOneofCase;

namespace Cairn.Cli.Tracing;

/// <summary>Turns the events of one run into the lines of a trace.</summary>
/// <param name="node">The line of the workflow.</param>
internal sealed class TracedRun(TraceNode node)
{
    private readonly Dictionary<long, TraceNode> byEvent = [];
    private readonly Dictionary<string, TraceNode> byActivity = [];

    /// <summary>The line of the workflow.</summary>
    public TraceNode Node => node;

    /// <summary>Takes an event.</summary>
    /// <returns>The child that the event started, with its line; null if it started none.</returns>
    public (WorkflowExecution Child, TraceNode Node)? Take(HistoryEvent each)
    {
        var time = each.EventTime.ToDateTimeOffset();
        switch (each.AttributesCase)
        {
            case Case.WorkflowExecutionStartedEventAttributes:
                Start(each.WorkflowExecutionStartedEventAttributes, time);
                break;
            case Case.ActivityTaskScheduledEventAttributes:
                var activity = each.ActivityTaskScheduledEventAttributes;
                byActivity[activity.ActivityId] = Add(each, $"{activity.ActivityType.Name} ({activity.ActivityId})");
                break;
            case Case.ActivityTaskStartedEventAttributes:
                var attempt = each.ActivityTaskStartedEventAttributes;
                var started = byEvent[attempt.ScheduledEventId];
                (started.State, started.Attempt) = (TraceState.Running, attempt.Attempt);
                break;
            case Case.TimerStartedEventAttributes:
                var timer = each.TimerStartedEventAttributes;
                Add(each, $"timer {timer.TimerId} of {Times.Of(timer.StartToFireTimeout)}");
                break;
            case Case.StartChildWorkflowExecutionInitiatedEventAttributes:
                var child = each.StartChildWorkflowExecutionInitiatedEventAttributes;
                Add(each, $"{child.WorkflowType.Name} {child.WorkflowId}");
                break;
            case Case.ChildWorkflowExecutionStartedEventAttributes:
                var begun = each.ChildWorkflowExecutionStartedEventAttributes;
                var line = byEvent[begun.InitiatedEventId];
                (line.State, line.Began) = (TraceState.Running, time);
                return (begun.WorkflowExecution, line);
            default:
                if (EndOf(each) is { } end)
                {
                    (end.Begun == 0 ? node : byEvent[end.Begun]).End(end.State, time, NoteOf(end.Failure));
                }

                break;
        }

        return null;
    }

    /// <summary>Takes what only a description says: attempts of activities, and a workflow task that fails.</summary>
    /// <returns>Whether the run is open.</returns>
    public bool Take(DescribeWorkflowExecutionResponse described)
    {
        if (described.WorkflowExecutionInfo.Status != WorkflowExecutionStatus.Running)
        {
            return false;
        }

        foreach (var pending in described.PendingActivities)
        {
            if (byActivity.TryGetValue(pending.ActivityId, out var line) && line.Ended is null)
            {
                line.Attempt = pending.Attempt;
                line.State = pending.State == PendingActivityState.Started ? TraceState.Running : TraceState.Waiting;
                line.Note = NoteOf(pending.LastFailure);
            }
        }

        if (node.Ended is null)
        {
            node.Note = described.PendingWorkflowTask is { Attempt: > 1 } task
                ? string.Create(CultureInfo.InvariantCulture, $"its workflow task fails, attempt {task.Attempt}")
                : null;
        }

        return true;
    }

    private void Start(WorkflowExecutionStartedEventAttributes started, DateTimeOffset time)
    {
        // A run that continues another takes its place.
        node.Children.Clear();
        (node.State, node.Began, node.Ended, node.Note) = (TraceState.Running, time, null, null);
        node.Attempt = started.Attempt > 1 ? started.Attempt : 0;
    }

    private TraceNode Add(HistoryEvent each, string label)
    {
        var line = new TraceNode(label, each.EventTime.ToDateTimeOffset());
        node.Children.Add(line);
        byEvent[each.EventId] = line;
        return line;
    }

    private static string? NoteOf(Failure? failure) => failure is null ? null : FailureText.Line(failure);

    // Which events end what: the event that began it, or 0 for the run.
    private static (long Begun, TraceState State, Failure? Failure)? EndOf(HistoryEvent each) =>
        each.AttributesCase switch
    {
        Case.ActivityTaskCompletedEventAttributes =>
            (each.ActivityTaskCompletedEventAttributes.ScheduledEventId, TraceState.Completed, null),
        Case.ActivityTaskFailedEventAttributes =>
            (each.ActivityTaskFailedEventAttributes.ScheduledEventId, TraceState.Failed,
                Innermost(each.ActivityTaskFailedEventAttributes.Failure)),
        Case.ActivityTaskTimedOutEventAttributes =>
            (each.ActivityTaskTimedOutEventAttributes.ScheduledEventId, TraceState.TimedOut,
                each.ActivityTaskTimedOutEventAttributes.Failure),
        Case.ActivityTaskCanceledEventAttributes =>
            (each.ActivityTaskCanceledEventAttributes.ScheduledEventId, TraceState.Canceled, null),
        Case.TimerFiredEventAttributes =>
            (each.TimerFiredEventAttributes.StartedEventId, TraceState.Completed, null),
        Case.TimerCanceledEventAttributes =>
            (each.TimerCanceledEventAttributes.StartedEventId, TraceState.Canceled, null),
        Case.StartChildWorkflowExecutionFailedEventAttributes =>
            (each.StartChildWorkflowExecutionFailedEventAttributes.InitiatedEventId, TraceState.Failed,
                new() { Message = $"{each.StartChildWorkflowExecutionFailedEventAttributes.Cause}" }),
        Case.ChildWorkflowExecutionCompletedEventAttributes =>
            (each.ChildWorkflowExecutionCompletedEventAttributes.InitiatedEventId, TraceState.Completed, null),
        Case.ChildWorkflowExecutionFailedEventAttributes =>
            (each.ChildWorkflowExecutionFailedEventAttributes.InitiatedEventId, TraceState.Failed,
                each.ChildWorkflowExecutionFailedEventAttributes.Failure),
        Case.ChildWorkflowExecutionTimedOutEventAttributes =>
            (each.ChildWorkflowExecutionTimedOutEventAttributes.InitiatedEventId, TraceState.TimedOut, null),
        Case.ChildWorkflowExecutionCanceledEventAttributes =>
            (each.ChildWorkflowExecutionCanceledEventAttributes.InitiatedEventId, TraceState.Canceled, null),
        Case.ChildWorkflowExecutionTerminatedEventAttributes =>
            (each.ChildWorkflowExecutionTerminatedEventAttributes.InitiatedEventId, TraceState.Terminated, null),
        Case.WorkflowExecutionCompletedEventAttributes => (0, TraceState.Completed, null),
        Case.WorkflowExecutionFailedEventAttributes =>
            (0, TraceState.Failed, each.WorkflowExecutionFailedEventAttributes.Failure),
        Case.WorkflowExecutionTimedOutEventAttributes => (0, TraceState.TimedOut, null),
        Case.WorkflowExecutionCanceledEventAttributes => (0, TraceState.Canceled, null),
        Case.WorkflowExecutionTerminatedEventAttributes =>
            (0, TraceState.Terminated, new() { Message = each.WorkflowExecutionTerminatedEventAttributes.Reason }),
        Case.WorkflowExecutionContinuedAsNewEventAttributes => (0, TraceState.ContinuedAsNew, null),
        _ => null,
    };

    private static Failure? Innermost(Failure? failure)
    {
        while (failure?.Cause is { } cause)
        {
            failure = cause;
        }

        return failure;
    }
}
