using Cairn.Api.Common.V1;
using Cairn.Api.Enums.V1;
using Cairn.Api.Failure.V1;
using Cairn.Api.History.V1;
using Cairn.Engine.Executions.WorkflowTasks;

namespace Cairn.Engine.Executions.Activities;

/// <summary>An activity has a result.</summary>
public static class CompleteActivity
{
    /// <summary>Ends the activity. A result that is larger than the limit ends it with a failure instead.</summary>
    public static void Decide(Turn turn, Activity activity, Payloads? result, string identity)
    {
        var started = ByIdStart.IfNeeded(turn, activity, identity);
        if (result?.CalculateSize() > Limits.BlobBytes)
        {
            CloseActivity.Failed(
                turn,
                started,
                TooLarge("Complete result exceeds size limit."),
                RetryState.NonRetryableFailure,
                identity);
            return;
        }

        var startedEventId = CloseActivity.WriteStarted(turn, started);
        turn.Write(new HistoryEvent
        {
            EventType = EventType.ActivityTaskCompleted,
            ActivityTaskCompletedEventAttributes = new ActivityTaskCompletedEventAttributes
            {
                Result = result,
                ScheduledEventId = activity.ScheduledEventId,
                StartedEventId = startedEventId,
                Identity = identity,
            },
        });
        ScheduleWorkflowTask.IfNeeded(turn);
    }

    /// <summary>The failure that the workflow receives in place of a payload that is larger than the limit.</summary>
    internal static Failure TooLarge(string message) => new()
    {
        Message = message,
        Source = "Server",
        ServerFailureInfo = new ServerFailureInfo { NonRetryable = true },
    };
}
