using System.Text.Json;
using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;

namespace Samples.Timelines;

/// <summary>Reads the spans of a workflow from its history.</summary>
internal sealed class HistorySpans
{
    private readonly Dictionary<long, TimelineSpan> byOpeningEvent = [];
    private readonly DateTime end;

    private HistorySpans(DateTime end) => this.end = end;

    /// <summary>The spans of a history, in the order in which they began.</summary>
    public static IReadOnlyList<TimelineSpan> Read(IReadOnlyCollection<HistoryEvent> events)
    {
        var spans = new HistorySpans(events.Last().EventTime.ToDateTime());
        foreach (var e in events)
        {
            spans.Add(e);
        }

        return [.. spans.byOpeningEvent.Values];
    }

    private void Add(HistoryEvent e)
    {
        var time = e.EventTime.ToDateTime();
        if (OpenedBy(e) is var (kind, name))
        {
            byOpeningEvent[e.EventId] = new(kind, name, time, end, SpanOutcome.Open);
        }
        else if (ArrivedBy(e) is var (what, called))
        {
            byOpeningEvent[e.EventId] = new(what, called, time, time, SpanOutcome.Arrived);
        }
        else if (ClosedBy(e) is var (opening, outcome))
        {
            byOpeningEvent[opening] = byOpeningEvent[opening] with { End = time, Outcome = outcome };
        }
        else if (e.EventType == EventType.ActivityTaskStarted)
        {
            var started = e.ActivityTaskStartedEventAttributes;
            byOpeningEvent[started.ScheduledEventId] =
                byOpeningEvent[started.ScheduledEventId] with { Attempts = started.Attempt };
        }
        else if (e.EventType == EventType.MarkerRecorded
            && e.MarkerRecordedEventAttributes is { MarkerName: "core_local_activity" } marker)
        {
            byOpeningEvent[e.EventId] = OfMarker(marker);
        }
    }

    private static (LaneKind, string)? OpenedBy(HistoryEvent e) => e.EventType switch
    {
        EventType.ActivityTaskScheduled =>
            (LaneKind.Activity, e.ActivityTaskScheduledEventAttributes.ActivityType.Name),
        EventType.TimerStarted =>
            (LaneKind.Timer, Durations.Of(e.TimerStartedEventAttributes.StartToFireTimeout.ToTimeSpan())),
        EventType.StartChildWorkflowExecutionInitiated =>
            (LaneKind.Child, e.StartChildWorkflowExecutionInitiatedEventAttributes.WorkflowType.Name),
        EventType.WorkflowExecutionUpdateAccepted =>
            (LaneKind.Update, e.WorkflowExecutionUpdateAcceptedEventAttributes.AcceptedRequest.Input.Name),
        _ => null,
    };

    private static (LaneKind, string)? ArrivedBy(HistoryEvent e) => e.EventType switch
    {
        EventType.WorkflowExecutionSignaled => (LaneKind.Signal, e.WorkflowExecutionSignaledEventAttributes.SignalName),
        EventType.WorkflowExecutionCancelRequested => (LaneKind.Cancellation, "cancel request"),
        _ => null,
    };

    private static (long, SpanOutcome)? ClosedBy(HistoryEvent e) => e.EventType switch
    {
        EventType.ActivityTaskCompleted =>
            (e.ActivityTaskCompletedEventAttributes.ScheduledEventId, SpanOutcome.Completed),
        EventType.ActivityTaskFailed =>
            (e.ActivityTaskFailedEventAttributes.ScheduledEventId, SpanOutcome.Failed),
        EventType.ActivityTaskTimedOut =>
            (e.ActivityTaskTimedOutEventAttributes.ScheduledEventId, SpanOutcome.Failed),
        EventType.ActivityTaskCanceled =>
            (e.ActivityTaskCanceledEventAttributes.ScheduledEventId, SpanOutcome.Canceled),
        EventType.TimerFired => (e.TimerFiredEventAttributes.StartedEventId, SpanOutcome.Completed),
        EventType.TimerCanceled => (e.TimerCanceledEventAttributes.StartedEventId, SpanOutcome.Canceled),
        EventType.ChildWorkflowExecutionCompleted =>
            (e.ChildWorkflowExecutionCompletedEventAttributes.InitiatedEventId, SpanOutcome.Completed),
        EventType.ChildWorkflowExecutionFailed =>
            (e.ChildWorkflowExecutionFailedEventAttributes.InitiatedEventId, SpanOutcome.Failed),
        EventType.ChildWorkflowExecutionTimedOut =>
            (e.ChildWorkflowExecutionTimedOutEventAttributes.InitiatedEventId, SpanOutcome.Failed),
        EventType.ChildWorkflowExecutionTerminated =>
            (e.ChildWorkflowExecutionTerminatedEventAttributes.InitiatedEventId, SpanOutcome.Failed),
        EventType.ChildWorkflowExecutionCanceled =>
            (e.ChildWorkflowExecutionCanceledEventAttributes.InitiatedEventId, SpanOutcome.Canceled),
        EventType.StartChildWorkflowExecutionFailed =>
            (e.StartChildWorkflowExecutionFailedEventAttributes.InitiatedEventId, SpanOutcome.Failed),
        EventType.WorkflowExecutionUpdateCompleted =>
            (e.WorkflowExecutionUpdateCompletedEventAttributes.AcceptedEventId,
                e.WorkflowExecutionUpdateCompletedEventAttributes.Outcome.Failure is null
                    ? SpanOutcome.Completed
                    : SpanOutcome.Failed),
        _ => null,
    };

    private static TimelineSpan OfMarker(MarkerRecordedEventAttributes marker)
    {
        using var json = JsonDocument.Parse(marker.Details["data"].Payloads_[0].Data.Memory);
        var data = json.RootElement;
        return new(
            LaneKind.LocalActivity,
            data.GetProperty("activity_type").GetString()!,
            Time(data, "original_schedule_time"),
            Time(data, "complete_time"),
            marker.Failure is null ? SpanOutcome.Completed : SpanOutcome.Failed,
            data.GetProperty("attempt").GetInt32());
    }

    private static DateTime Time(JsonElement data, string name)
    {
        var time = data.GetProperty(name);
        return DateTime.UnixEpoch
            .AddSeconds(time.GetProperty("seconds").GetInt64())
            .AddMicroseconds(time.GetProperty("nanos").GetInt32() / 1000);
    }
}
