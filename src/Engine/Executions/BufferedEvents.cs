using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;

namespace Cairn.Engine.Executions;

/// <summary>Rules for events that wait for the end of a workflow task.</summary>
internal static class BufferedEvents
{
    /// <summary>
    /// The order in which they enter history: as they came, but ends of activities after all others, so that a started
    /// event always stands before the end it belongs to.
    /// </summary>
    public static IEnumerable<HistoryEvent> InOrder(IReadOnlyCollection<HistoryEvent> waiting) =>
        waiting.Where(e => !IsEnd(e.EventType)).Concat(waiting.Where(e => IsEnd(e.EventType)));

    /// <summary>Lets the end of an activity name the started event that has just got its id.</summary>
    /// <param name="e">An event with its id.</param>
    /// <param name="startedIds">Ids of started events by the scheduled event; this adds to it.</param>
    public static void Link(HistoryEvent e, Dictionary<long, long> startedIds)
    {
        switch (e.EventType)
        {
            case EventType.ActivityTaskStarted:
                startedIds[e.ActivityTaskStartedEventAttributes.ScheduledEventId] = e.EventId;
                break;
            case EventType.ActivityTaskCompleted:
                var completed = e.ActivityTaskCompletedEventAttributes;
                completed.StartedEventId = startedIds.GetValueOrDefault(completed.ScheduledEventId);
                break;
            case EventType.ActivityTaskFailed:
                var failed = e.ActivityTaskFailedEventAttributes;
                failed.StartedEventId = startedIds.GetValueOrDefault(failed.ScheduledEventId);
                break;
            case EventType.ActivityTaskTimedOut:
                var timedOut = e.ActivityTaskTimedOutEventAttributes;
                timedOut.StartedEventId = startedIds.GetValueOrDefault(timedOut.ScheduledEventId);
                break;
            case EventType.ActivityTaskCanceled:
                var canceled = e.ActivityTaskCanceledEventAttributes;
                canceled.StartedEventId = startedIds.GetValueOrDefault(canceled.ScheduledEventId);
                break;
            default:
                break;
        }
    }

    private static bool IsEnd(EventType type) => type
        is EventType.ActivityTaskCompleted or EventType.ActivityTaskFailed or EventType.ActivityTaskTimedOut
        or EventType.ActivityTaskCanceled;
}
