using Cairn.Api.Enums.V1;
using Cairn.Api.Failure.V1;
using Cairn.Api.History.V1;
using Cairn.Engine.Executions.WorkflowTasks;

namespace Cairn.Engine.Executions.Activities;

/// <summary>
/// Ends an activity. Its started event is written now, with the time at which the last attempt was started; earlier
/// attempts have no event.
/// </summary>
internal static class CloseActivity
{
    /// <summary>Writes the started event.</summary>
    /// <returns>The id of the event; 0 if it waits for the end of a workflow task.</returns>
    public static long WriteStarted(Turn turn, Activity activity) => turn.Write(
        new HistoryEvent
        {
            EventType = EventType.ActivityTaskStarted,
            ActivityTaskStartedEventAttributes = new ActivityTaskStartedEventAttributes
            {
                ScheduledEventId = activity.ScheduledEventId,
                Identity = activity.Identity,
                RequestId = activity.RequestId,
                Attempt = activity.Attempt,
                LastFailure = activity.LastFailure,
                WorkerVersion = activity.WorkerVersion,
            },
        },
        activity.StartedTime);

    /// <summary>The activity failed, and no attempt follows.</summary>
    public static void Failed(Turn turn, Activity activity, Failure failure, RetryState retryState, string identity)
    {
        var startedEventId = WriteStarted(turn, activity);
        turn.Write(new HistoryEvent
        {
            EventType = EventType.ActivityTaskFailed,
            ActivityTaskFailedEventAttributes = new ActivityTaskFailedEventAttributes
            {
                Failure = failure,
                ScheduledEventId = activity.ScheduledEventId,
                StartedEventId = startedEventId,
                Identity = identity,
                RetryState = retryState,
            },
        });
        ScheduleWorkflowTask.IfNeeded(turn);
    }

    /// <summary>The activity timed out, and no attempt follows. No worker need have taken it.</summary>
    public static void TimedOut(Turn turn, Activity activity, Failure failure, RetryState retryState)
    {
        var startedEventId = activity.IsStarted ? WriteStarted(turn, activity) : 0;
        turn.Write(new HistoryEvent
        {
            EventType = EventType.ActivityTaskTimedOut,
            ActivityTaskTimedOutEventAttributes = new ActivityTaskTimedOutEventAttributes
            {
                Failure = failure,
                ScheduledEventId = activity.ScheduledEventId,
                StartedEventId = startedEventId,
                RetryState = retryState,
            },
        });
        ScheduleWorkflowTask.IfNeeded(turn);
    }
}
