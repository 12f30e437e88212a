using Cairn.Api.Enums.V1;
using Cairn.Api.Failure.V1;
using Cairn.Engine.Journal;

namespace Cairn.Engine.Executions.Activities;

/// <summary>Makes retries due and times attempts out.</summary>
internal static class TimeOutActivities
{
    private const string NoTimeLeft =
        "Not enough time to schedule next retry before activity ScheduleToClose timeout, giving up retrying";

    /// <summary>Does what is due, in the order in which it fell due.</summary>
    public static void Due(Turn turn)
    {
        if (turn.State.Activities.IsEmpty)
        {
            return;
        }

        var due = turn.State.Activities.Values
            .Select(activity => (Activity: activity, Deadline: ActivityDeadline.Of(activity)))
            .Where(pair => pair.Deadline.At <= turn.Now)
            .OrderBy(pair => pair.Deadline.At)
            .ThenBy(pair => pair.Activity.ScheduledEventId)
            .ToList();
        foreach (var (activity, deadline) in due)
        {
            if (turn.State.Activities.ContainsKey(activity.ScheduledEventId))
            {
                Act(turn, activity, deadline);
            }
        }
    }

    /// <summary>Times out every attempt that a worker had: the workers are gone.</summary>
    public static void Lost(Turn turn)
    {
        foreach (var activity in turn.State.Activities.Values
            .Where(activity => activity.IsStarted)
            .OrderBy(activity => activity.ScheduledEventId)
            .ToList())
        {
            Retry(turn, activity, TimeoutType.StartToClose);
        }
    }

    private static void Act(Turn turn, Activity activity, ActivityDeadline deadline)
    {
        switch (deadline.Timeout)
        {
            case TimeoutType.Unspecified:
                ActivityDue due = new() { ScheduledEventId = activity.ScheduledEventId };
                turn.Note(new Record { ActivityDue = due });
                OfferActivity.Emit(turn, turn.State.Activities[activity.ScheduledEventId]);
                break;
            case TimeoutType.StartToClose or TimeoutType.Heartbeat:
                Retry(turn, activity, deadline.Timeout);
                break;
            default:
                Close(turn, activity, deadline.Timeout, RetryState.Timeout);
                break;
        }
    }

    private static void Retry(Turn turn, Activity activity, TimeoutType timeout)
    {
        var failure = Failure(activity, timeout);
        var retry = ActivityRetry.After(activity, failure, turn.Now);
        if (retry.State == RetryState.InProgress)
        {
            FailActivity.Again(turn, activity, failure, retry.NextTime);
            return;
        }

        // There is no time for another attempt, so the cause of the end is schedule-to-close.
        Close(turn, activity, retry.State == RetryState.Timeout ? TimeoutType.ScheduleToClose : timeout, retry.State);
    }

    /// <summary>
    /// The cause of the last timeout is the failure of the attempt before it; the timeouts of retried attempts get no
    /// cause, so that causes do not accumulate.
    /// </summary>
    private static void Close(Turn turn, Activity activity, TimeoutType timeout, RetryState state)
    {
        var failure = Failure(activity, timeout);
        failure.Cause = activity.LastFailure;
        CloseActivity.TimedOut(turn, activity, failure, state);
    }

    private static Failure Failure(Activity activity, TimeoutType timeout) => new()
    {
        Message = timeout == TimeoutType.ScheduleToClose ? NoTimeLeft : $"activity {timeout} timeout",
        Source = "Server",
        TimeoutFailureInfo = new TimeoutFailureInfo
        {
            TimeoutType = timeout,
            LastHeartbeatDetails = activity.HeartbeatDetails,
        },
    };
}
