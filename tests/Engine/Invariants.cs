using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;
using Cairn.Engine;
using Cairn.Engine.Executions;
using Google.Protobuf.WellKnownTypes;

namespace Cairn.Tests.Engine;

/// <summary>What is true of every history at any time, whatever happened.</summary>
internal static class Invariants
{
    /// <summary>Fails if the history or the state breaks a rule.</summary>
    /// <param name="state">The state.</param>
    /// <param name="history">The history.</param>
    /// <param name="heldBack">
    /// Activities that somebody held back: they may have had more attempts than their policy allows. Null means none.
    /// </param>
    public static void Check(
        Execution state, IReadOnlyList<HistoryEvent> history, IReadOnlySet<long>? heldBack = null)
    {
        EventsAreNumberedAndInOrder(state, history);
        ARunIsClosedOnce(state, history);
        OneWorkflowTaskAtATime(state, history);
        ActivitiesEndOnce(state, history, heldBack);
        TimersEndOnceAndNeverEarly(state, history);
    }

    /// <summary>Whether an event closes a run.</summary>
    public static bool Closes(EventType type) => type
        is EventType.WorkflowExecutionCompleted or EventType.WorkflowExecutionFailed
        or EventType.WorkflowExecutionCanceled or EventType.WorkflowExecutionContinuedAsNew
        or EventType.WorkflowExecutionTerminated
        or EventType.WorkflowExecutionTimedOut;

    private static void EventsAreNumberedAndInOrder(Execution state, IReadOnlyList<HistoryEvent> history)
    {
        Assert.Equal(EventType.WorkflowExecutionStarted, history[0].EventType);
        Assert.Equal(history.Count + 1, state.NextEventId);
        var time = DateTimeOffset.MinValue;
        for (var i = 0; i < history.Count; i++)
        {
            Assert.Equal(i + 1, history[i].EventId);
            Assert.Equal(Limits.FirstTaskId + i + 1, history[i].TaskId);
            if (history[i].EventType == EventType.ActivityTaskStarted)
            {
                continue; // It is written when the activity ends, and tells when the attempt was started.
            }

            var next = history[i].EventTime.ToDateTimeOffset();
            Assert.True(next >= time, $"Event {i + 1} is earlier than the one before it.");
            time = next;
        }
    }

    private static void ARunIsClosedOnce(Execution state, IReadOnlyList<HistoryEvent> history)
    {
        var closing = history.Where(e => Closes(e.EventType)).ToList();
        Assert.Equal(state.IsOpen ? 0 : 1, closing.Count);
        if (!state.IsOpen)
        {
            Assert.Same(history[^1], closing[0]);
            Assert.Equal($"WorkflowExecution{state.Status}", closing[0].EventType.ToString());
            Assert.Empty(state.Buffered);
        }
    }

    private static void OneWorkflowTaskAtATime(Execution state, IReadOnlyList<HistoryEvent> history)
    {
        HistoryEvent? open = null;
        foreach (var e in history)
        {
            switch (e.EventType)
            {
                case EventType.WorkflowTaskScheduled:
                    Assert.Null(open);
                    open = e;
                    break;
                case EventType.WorkflowTaskStarted:
                    Assert.Equal(EventType.WorkflowTaskScheduled, open?.EventType);
                    Assert.Equal(open!.EventId, e.WorkflowTaskStartedEventAttributes.ScheduledEventId);
                    open = e;
                    break;
                case EventType.WorkflowTaskTimedOut when open?.EventType == EventType.WorkflowTaskScheduled:
                    Assert.Equal(TimeoutType.ScheduleToStart, e.WorkflowTaskTimedOutEventAttributes.TimeoutType);
                    open = null;
                    break;
                case EventType.WorkflowTaskCompleted or EventType.WorkflowTaskFailed or EventType.WorkflowTaskTimedOut:
                    Assert.Equal(EventType.WorkflowTaskStarted, open?.EventType);
                    Assert.Equal(open!.EventId, e.EventId - 1);
                    open = null;
                    break;
                default:
                    Assert.True(open?.EventType != EventType.WorkflowTaskStarted, $"{e.EventType} inside a task.");
                    break;
            }
        }

        if (state.IsOpen)
        {
            Assert.Equal(open is not null, state.Task is { HasEvents: true });
            Assert.Equal(
                open?.EventType == EventType.WorkflowTaskStarted,
                state.Task is { HasEvents: true, IsStarted: true });
        }

        Assert.True(state.Buffered.IsEmpty || state.Task is { IsStarted: true }, "Events wait for no task.");
    }

    private static void ActivitiesEndOnce(
        Execution state, IReadOnlyList<HistoryEvent> history, IReadOnlySet<long>? heldBack)
    {
        var pending = new HashSet<long>();
        foreach (var e in history.Concat(state.Buffered))
        {
            if (e.EventType == EventType.ActivityTaskScheduled)
            {
                pending.Add(e.EventId);
            }
            else if (ActivityEnd.Of(e) is { } end)
            {
                Assert.True(pending.Remove(end.ScheduledEventId), $"Activity {end.ScheduledEventId} ended twice.");
                if (e.EventId > 0 && end.StartedEventId > 0)
                {
                    var started = history[(int)end.StartedEventId - 1].ActivityTaskStartedEventAttributes;
                    var scheduled = history[(int)end.ScheduledEventId - 1].ActivityTaskScheduledEventAttributes;
                    var most = scheduled.RetryPolicy.MaximumAttempts;
                    Assert.Equal(end.ScheduledEventId, started.ScheduledEventId);
                    Assert.True(end.StartedEventId < e.EventId, "An activity ended before it started.");
                    Assert.True(
                        most == 0 || started.Attempt <= most || heldBack?.Contains(end.ScheduledEventId) == true);
                }
            }
        }

        if (state.LastCompletedTask is { } last && !state.IsOpen)
        {
            // The command that closed the run gave up the ends that followed from cancellations of the same task.
            pending.ExceptWith(history
                .Select(e => e.ActivityTaskCancelRequestedEventAttributes)
                .Where(e => e?.WorkflowTaskCompletedEventId == last.CompletedEventId)
                .Select(e => e.ScheduledEventId)
                .Where(id => !state.Activities.ContainsKey(id)));
        }

        Assert.Equal(pending.Order(), state.Activities.Keys.Order());
        Assert.Equal(pending.Order(), state.ActivityIds.Values.Order());
    }

    private static void TimersEndOnceAndNeverEarly(Execution state, IReadOnlyList<HistoryEvent> history)
    {
        var pending = new Dictionary<long, HistoryEvent>();
        foreach (var e in history.Concat(state.Buffered))
        {
            if (e.EventType == EventType.TimerStarted)
            {
                pending.Add(e.EventId, e);
            }
            else if (e.TimerCanceledEventAttributes is { } canceled)
            {
                Assert.True(pending.Remove(canceled.StartedEventId), $"Timer {canceled.TimerId} ended twice.");
            }
            else if (e.TimerFiredEventAttributes is { } fired)
            {
                var isPending = pending.Remove(fired.StartedEventId, out var started);
                Assert.True(isPending, $"Timer {fired.TimerId} ended twice.");
                var length = started!.TimerStartedEventAttributes.StartToFireTimeout ?? new Duration();
                var due = started.EventTime + length;
                Assert.True(e.EventTime >= due, $"Timer {fired.TimerId} fired early.");
            }
        }

        Assert.Equal(pending.Keys.Order(), state.Timers.Values.Select(timer => timer.StartedEventId).Order());
    }
}
