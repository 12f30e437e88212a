using Cairn.Api.Common.V1;
using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;
using Cairn.Engine.Executions.WorkflowTasks;

namespace Cairn.Engine.Executions.Activities;

/// <summary>A worker reports that it cancelled an activity on request.</summary>
public static class CancelActivity
{
    /// <summary>Ends the activity as cancelled, if its cancellation was requested.</summary>
    public static Refusal? Decide(Turn turn, Activity activity, Payloads? details, string identity)
    {
        if (!activity.CancelRequested)
        {
            return Refusal.InvalidArgument(
                "unable to mark activity as canceled without activity being request canceled first");
        }

        var started = ByIdStart.IfNeeded(turn, activity, identity);
        if (details?.CalculateSize() > Limits.BlobBytes)
        {
            var failure = CompleteActivity.TooLarge("Cancel details exceed size limit.");
            CloseActivity.Failed(turn, started, failure, RetryState.NonRetryableFailure, identity);
            return null;
        }

        var startedEventId = CloseActivity.WriteStarted(turn, started);
        turn.Write(new HistoryEvent
        {
            EventType = EventType.ActivityTaskCanceled,
            ActivityTaskCanceledEventAttributes = new ActivityTaskCanceledEventAttributes
            {
                Details = details,
                LatestCancelRequestedEventId = activity.CancelRequestedEventId,
                ScheduledEventId = activity.ScheduledEventId,
                StartedEventId = startedEventId,
                Identity = identity,
            },
        });
        ScheduleWorkflowTask.IfNeeded(turn);
        return null;
    }
}
