using Cairn.Api.Enums.V1;
using Cairn.Api.Failure.V1;
using Cairn.Api.History.V1;
using Cairn.Sdk.Replay.Activations;

namespace Cairn.Sdk.Replay.Machines;

/// <summary>Turns an activity's last event into its result. The messages are those of Temporal's SDKs.</summary>
internal static class ActivityFailures
{
    /// <summary>The id of the scheduled event of the activity.</summary>
    public static long ScheduledEventId(HistoryEvent e) => e.EventType switch
    {
        EventType.ActivityTaskStarted => e.ActivityTaskStartedEventAttributes.ScheduledEventId,
        EventType.ActivityTaskCompleted => e.ActivityTaskCompletedEventAttributes.ScheduledEventId,
        EventType.ActivityTaskFailed => e.ActivityTaskFailedEventAttributes.ScheduledEventId,
        EventType.ActivityTaskTimedOut => e.ActivityTaskTimedOutEventAttributes.ScheduledEventId,
        _ => e.ActivityTaskCanceledEventAttributes.ScheduledEventId,
    };

    /// <summary>How the activity ended.</summary>
    public static Resolution ResolutionOf(HistoryEvent e, ActivityMachine activity) => e.EventType switch
    {
        EventType.ActivityTaskCompleted =>
            new Resolution.Completed(e.ActivityTaskCompletedEventAttributes.Result),
        EventType.ActivityTaskFailed => Failed(e.ActivityTaskFailedEventAttributes, activity),
        EventType.ActivityTaskTimedOut => TimedOut(e.ActivityTaskTimedOutEventAttributes, activity),
        _ => new Resolution.Failed(Canceled(activity, e.ActivityTaskCanceledEventAttributes)),
    };

    /// <summary>The failure of a cancelled activity, with or without details from the activity.</summary>
    public static Failure Canceled(ActivityMachine activity, ActivityTaskCanceledEventAttributes? canceled = null) =>
        new()
        {
            Message = "Activity cancelled",
            Cause = new()
            {
                Message = "Activity cancelled",
                CanceledFailureInfo = new() { Details = canceled?.Details },
            },
            ActivityFailureInfo = Info(
                activity, canceled?.StartedEventId ?? 0, canceled?.Identity, RetryState.CancelRequested),
        };

    private static Resolution.Failed Failed(
        ActivityTaskFailedEventAttributes failed, ActivityMachine activity) =>
        new(new Failure
        {
            Message = "Activity task failed",
            Cause = failed.Failure,
            ActivityFailureInfo = Info(activity, failed.StartedEventId, failed.Identity, failed.RetryState),
        });

    private static Resolution.Failed TimedOut(
        ActivityTaskTimedOutEventAttributes timedOut, ActivityMachine activity) =>
        new(new Failure
        {
            Message = "Activity task timed out",
            Cause = timedOut.Failure,
            ActivityFailureInfo = Info(activity, timedOut.StartedEventId, null, timedOut.RetryState),
        });

    private static ActivityFailureInfo Info(
        ActivityMachine activity, long startedEventId, string? identity, RetryState retryState) => new()
        {
            ScheduledEventId = activity.ScheduledEventId,
            StartedEventId = startedEventId,
            Identity = identity ?? string.Empty,
            ActivityType = new() { Name = activity.Name },
            ActivityId = activity.Id,
            RetryState = retryState,
        };
}
