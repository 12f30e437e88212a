using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;

namespace Cairn.Engine.Executions;

/// <summary>Rules for events that wait for the end of a workflow task.</summary>
internal static class BufferedEvents
{
    /// <summary>
    /// The order in which they enter history: as they arrived, but ends of activities and children after all others, so
    /// that a started event always comes before the end that it belongs to.
    /// </summary>
    public static IEnumerable<HistoryEvent> InOrder(IReadOnlyCollection<HistoryEvent> waiting) =>
        waiting.Where(e => !IsEnd(e)).Concat(waiting.Where(IsEnd));

    /// <summary>Sets the id of the started event in the event that ends an activity or a child.</summary>
    /// <param name="e">An event with its id.</param>
    /// <param name="startedIds">Ids of started events by their scheduled or initiated events; this adds to it.</param>
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
                LinkChild(e, startedIds);
                break;
        }
    }

    /// <summary>The started event of a child may have received its id in an earlier flush.</summary>
    private static void LinkChild(HistoryEvent e, Dictionary<long, long> startedIds)
    {
        switch (e.EventType)
        {
            case EventType.ChildWorkflowExecutionStarted:
                startedIds[e.ChildWorkflowExecutionStartedEventAttributes.InitiatedEventId] = e.EventId;
                break;
            case EventType.ChildWorkflowExecutionCompleted:
                var completed = e.ChildWorkflowExecutionCompletedEventAttributes;
                completed.StartedEventId = Started(completed.InitiatedEventId, completed.StartedEventId);
                break;
            case EventType.ChildWorkflowExecutionFailed:
                var failed = e.ChildWorkflowExecutionFailedEventAttributes;
                failed.StartedEventId = Started(failed.InitiatedEventId, failed.StartedEventId);
                break;
            case EventType.ChildWorkflowExecutionCanceled:
                var canceled = e.ChildWorkflowExecutionCanceledEventAttributes;
                canceled.StartedEventId = Started(canceled.InitiatedEventId, canceled.StartedEventId);
                break;
            case EventType.ChildWorkflowExecutionTimedOut:
                var timedOut = e.ChildWorkflowExecutionTimedOutEventAttributes;
                timedOut.StartedEventId = Started(timedOut.InitiatedEventId, timedOut.StartedEventId);
                break;
            case EventType.ChildWorkflowExecutionTerminated:
                var terminated = e.ChildWorkflowExecutionTerminatedEventAttributes;
                terminated.StartedEventId = Started(terminated.InitiatedEventId, terminated.StartedEventId);
                break;
            default:
                break;
        }

        long Started(long initiatedEventId, long known) =>
            known > 0 ? known : startedIds.GetValueOrDefault(initiatedEventId);
    }

    private static bool IsEnd(HistoryEvent e) => EventTypes.TraitsOf(e.EventType).IsEnd;
}
