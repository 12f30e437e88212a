using Cairn.Api.Enums.V1;
using Cairn.Api.Failure.V1;
using Cairn.Api.History.V1;
using Cairn.Engine.Executions;
using Cairn.Engine.Journal;
using Cairn.Runtime.Partitions;

namespace Cairn.Runtime.Metrics;

/// <summary>Counts what the records of a run say, when they are durable.</summary>
/// <param name="metrics">The labels.</param>
/// <param name="pending">Counts what is pending.</param>
/// <param name="run">The run, whose commit has just ended.</param>
internal readonly ref struct MeasureRecords(NodeMetrics metrics, PendingWork pending, CachedExecution run)
{
    private readonly LabelSet labels = metrics.Of(run.Committed);
    private readonly Execution? before = run.Durable;
    private readonly Execution after = run.Committed;
    private readonly IReadOnlyList<Record> records = run.CommittedRecords;

    /// <summary>Counts all records.</summary>
    public void Measure()
    {
        if (before is null)
        {
            pending.Begin(after);
        }
        else if (before.IsOpen && (!after.IsOpen || run.IsLeaving))
        {
            pending.End(before);
        }

        for (var i = 0; i < records.Count; i++)
        {
            Measure(i, records[i]);
        }
    }

    private void Measure(int index, Record record)
    {
        switch (record.FactCase)
        {
            case Record.FactOneofCase.Event when !IsCopied(record.Event):
                Measure(index, record.Event);
                break;
            case Record.FactOneofCase.Buffered: // It has taken effect; when it gets its id, it is not counted again.
                Measure(index, record.Buffered);
                break;
            case Record.FactOneofCase.ActivityRetried:
                Measure(index, record.ActivityRetried);
                break;
            case Record.FactOneofCase.TransientTaskScheduled:
                WorkflowMetrics.ScheduleTask(labels, record.TransientTaskScheduled.Attempt);
                break;
            case Record.FactOneofCase.TransientTaskEnded when record.TransientTaskEnded.NextAttempt > 1:
                WorkflowMetrics.FailTaskAgain(labels);
                break;
            default:
                break; // Nothing that is counted.
        }
    }

    /// <summary>Whether activities are counted one by one, because the run was pending before and still is.</summary>
    private bool IsCounted => before is { IsOpen: true } && after.IsOpen && !run.IsLeaving;

    /// <summary>Whether a run that a reset began has the event from another run, where it was counted.</summary>
    private bool IsCopied(HistoryEvent e) =>
        before is null && after.Origin is not null && e.EventTime.ToDateTimeOffset() < after.StartTime;

    private void Measure(int index, HistoryEvent e)
    {
        switch (e.EventType)
        {
            case EventType.WorkflowExecutionStarted:
                WorkflowMetrics.Start(labels, e.WorkflowExecutionStartedEventAttributes);
                break;
            case EventType.WorkflowExecutionCompleted or EventType.WorkflowExecutionFailed
                or EventType.WorkflowExecutionCanceled or EventType.WorkflowExecutionTerminated
                or EventType.WorkflowExecutionTimedOut or EventType.WorkflowExecutionContinuedAsNew:
                WorkflowMetrics.Close(labels, after, e);
                break;
            case EventType.WorkflowTaskScheduled:
                WorkflowMetrics.ScheduleTask(labels, e.WorkflowTaskScheduledEventAttributes.Attempt);
                break;
            case EventType.WorkflowTaskCompleted:
                WorkflowMetrics.CompleteTask(labels);
                break;
            case EventType.WorkflowTaskFailed:
                WorkflowMetrics.FailTask(labels, e.WorkflowTaskFailedEventAttributes.Cause);
                break;
            case EventType.WorkflowTaskTimedOut:
                WorkflowMetrics.TimeOutTask(labels, e.WorkflowTaskTimedOutEventAttributes.TimeoutType);
                break;
            case EventType.ActivityTaskScheduled when IsCounted:
                pending.BeginActivity(after.Key, e);
                break;
            case EventType.ActivityTaskCompleted:
                Close(index, e, e.ActivityTaskCompletedEventAttributes.ScheduledEventId, null);
                break;
            case EventType.ActivityTaskFailed:
                var failed = e.ActivityTaskFailedEventAttributes;
                Close(index, e, failed.ScheduledEventId, failed.Failure);
                break;
            case EventType.ActivityTaskTimedOut:
                var timedOut = e.ActivityTaskTimedOutEventAttributes;
                Close(index, e, timedOut.ScheduledEventId, timedOut.Failure);
                break;
            case EventType.ActivityTaskCanceled:
                Close(index, e, e.ActivityTaskCanceledEventAttributes.ScheduledEventId, null);
                break;
            default:
                break; // Nothing that is counted.
        }
    }

    private void Close(int index, HistoryEvent e, long scheduledEventId, Failure? failure)
    {
        if (ScheduledBy(index, scheduledEventId) is not { } scheduled)
        {
            return;
        }

        if (IsCounted)
        {
            pending.EndActivity(after.Key, scheduled);
        }

        var activity = metrics.Of(after.Key, scheduled.ActivityTaskScheduledEventAttributes.ActivityType.Name);
        var time = e.EventTime.ToDateTimeOffset();
        ActivityMetrics.Close(activity, e.EventType, failure);
        ActivityMetrics.Record(activity, time - scheduled.EventTime.ToDateTimeOffset());

        // The started event of the last attempt comes right before; an attempt that no worker took has none.
        var started = index > 0 ? EventOf(records[index - 1]) : null;
        if (started?.ActivityTaskStartedEventAttributes?.ScheduledEventId == scheduledEventId)
        {
            ActivityMetrics.RecordAttempt(activity, time - started.EventTime.ToDateTimeOffset());
        }
    }

    private void Measure(int index, ActivityRetried retried)
    {
        if (ScheduledBy(index, retried.ScheduledEventId) is not { } scheduled)
        {
            return;
        }

        var activity = metrics.Of(after.Key, scheduled.ActivityTaskScheduledEventAttributes.ActivityType.Name);
        var time = retried.Time.ToDateTimeOffset();
        ActivityMetrics.Retry(activity, retried.Failure, retried.NextAttemptTime.ToDateTimeOffset() - time);
        if (StartOf(index, retried.ScheduledEventId) is { } started)
        {
            ActivityMetrics.RecordAttempt(activity, time - started);
        }
    }

    /// <summary>The event that scheduled an activity: from the state before, or from this commit.</summary>
    private HistoryEvent? ScheduledBy(int index, long scheduledEventId)
    {
        if (before is not null && before.Activities.TryGetValue(scheduledEventId, out var known))
        {
            return known.ScheduledEvent;
        }

        for (var i = index - 1; i >= 0; i--)
        {
            if (records[i].Event is { EventType: EventType.ActivityTaskScheduled } e && e.EventId == scheduledEventId)
            {
                return e;
            }
        }

        return null;
    }

    /// <summary>When a worker took the attempt that ends here; null if it is not known.</summary>
    private DateTimeOffset? StartOf(int index, long scheduledEventId)
    {
        for (var i = index - 1; i >= 0; i--)
        {
            if (records[i].ActivityStarted is { } started && started.ScheduledEventId == scheduledEventId)
            {
                return started.Time.ToDateTimeOffset();
            }
        }

        return before is not null
            && before.Activities.TryGetValue(scheduledEventId, out var known)
            && known.IsStarted
                ? known.StartedTime
                : null;
    }

    private static HistoryEvent? EventOf(Record record) => record.FactCase switch
    {
        Record.FactOneofCase.Event => record.Event,
        Record.FactOneofCase.Buffered => record.Buffered,
        _ => null,
    };
}
