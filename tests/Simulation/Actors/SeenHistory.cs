using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;

namespace Cairn.Tests.Simulation.Actors;

/// <summary>What a workflow knows from its history, up to the start of one workflow task.</summary>
internal sealed class SeenHistory
{
    private readonly Dictionary<string, long> activities = [];
    private readonly Dictionary<long, HistoryEvent> activityEnds = [];
    private readonly HashSet<long> cancelRequests = [];
    private readonly Dictionary<string, long> timers = [];
    private readonly Dictionary<long, HistoryEvent> timerEnds = [];
    private readonly HashSet<string> markers = [];
    private readonly Dictionary<string, long> asked = [];
    private readonly Dictionary<long, HistoryEvent> answers = [];

    /// <summary>Reads a history.</summary>
    public SeenHistory(IEnumerable<HistoryEvent> events)
    {
        foreach (var e in events)
        {
            Add(e);
        }
    }

    /// <summary>The program of the workflow.</summary>
    public string Program { get; private set; } = "";

    /// <summary>The inputs of its signals, in order.</summary>
    public List<string> Signals { get; } = [];

    /// <summary>Whether it was asked to cancel itself.</summary>
    public bool IsCancelRequested { get; private set; }

    /// <summary>The scheduled event of an activity; null if it was not scheduled.</summary>
    public long? Activity(string id) => activities.TryGetValue(id, out var e) ? e : null;

    /// <summary>The event that ended an activity; null if it has not ended.</summary>
    public HistoryEvent? ActivityEnd(string id) =>
        Activity(id) is { } scheduled ? activityEnds.GetValueOrDefault(scheduled) : null;

    /// <summary>Whether an activity was asked to stop.</summary>
    public bool IsCancelRequestedOf(string id) => Activity(id) is { } e && cancelRequests.Contains(e);

    /// <summary>Whether a timer was started.</summary>
    public bool HasTimer(string id) => timers.ContainsKey(id);

    /// <summary>The event that ended a timer; null if it has not ended.</summary>
    public HistoryEvent? TimerEnd(string id) =>
        timers.TryGetValue(id, out var e) ? timerEnds.GetValueOrDefault(e) : null;

    /// <summary>The run that this is the history of.</summary>
    public string RunId { get; private set; } = "";

    /// <summary>Whether another execution was asked for something, under the id of a step.</summary>
    public bool IsAsked(string id) => asked.ContainsKey(id);

    /// <summary>The event that tells what became of it; null if none does yet.</summary>
    public HistoryEvent? AnswerTo(string id) =>
        asked.TryGetValue(id, out var e) ? answers.GetValueOrDefault(e) : null;

    /// <summary>Updates that were taken on and not answered, by their ids, in order.</summary>
    public List<HistoryEvent> OpenUpdates { get; } = [];

    /// <summary>Whether a marker was recorded.</summary>
    public bool HasMarker(string name) => markers.Contains(name);

    /// <summary>The ids of timers that run.</summary>
    public IEnumerable<string> OpenTimers =>
        timers.Keys.Where(id => TimerEnd(id) is null).Order(StringComparer.Ordinal);

    private void Add(HistoryEvent e)
    {
        switch (e.EventType)
        {
            case EventType.WorkflowExecutionStarted:
                Program = Wire.Text(e.WorkflowExecutionStartedEventAttributes.Input);
                RunId = e.WorkflowExecutionStartedEventAttributes.OriginalExecutionRunId;
                break;
            case EventType.WorkflowExecutionSignaled:
                Signals.Add(Wire.Text(e.WorkflowExecutionSignaledEventAttributes.Input));
                break;
            case EventType.WorkflowExecutionCancelRequested:
                IsCancelRequested = true;
                break;
            case EventType.ActivityTaskScheduled:
                activities[e.ActivityTaskScheduledEventAttributes.ActivityId] = e.EventId;
                break;
            case EventType.ActivityTaskCancelRequested:
                cancelRequests.Add(e.ActivityTaskCancelRequestedEventAttributes.ScheduledEventId);
                break;
            case EventType.TimerStarted:
                timers[e.TimerStartedEventAttributes.TimerId] = e.EventId;
                break;
            case EventType.TimerFired:
                timerEnds[e.TimerFiredEventAttributes.StartedEventId] = e;
                break;
            case EventType.TimerCanceled:
                timerEnds[e.TimerCanceledEventAttributes.StartedEventId] = e;
                break;
            case EventType.WorkflowExecutionUpdateAccepted:
                OpenUpdates.Add(e);
                break;
            case EventType.WorkflowExecutionUpdateCompleted:
                OpenUpdates.RemoveAll(
                    accepted => accepted.EventId == e.WorkflowExecutionUpdateCompletedEventAttributes.AcceptedEventId);
                break;
            case EventType.MarkerRecorded:
                markers.Add(e.MarkerRecordedEventAttributes.MarkerName);
                break;
            default:
                if (Engine.ActivityEnd.Of(e) is { } end)
                {
                    activityEnds[end.ScheduledEventId] = e;
                }
                else if (Errand.Of(e) is { } errand)
                {
                    asked[errand.Control] = e.EventId;
                }
                else if (Errand.AnsweredBy(e) is { } initiated)
                {
                    answers[initiated] = e;
                }

                break;
        }
    }
}
