using Cairn.Engine.Journal;

namespace Cairn.Engine.Executions.Activities.Operations;

/// <summary>Applies pauses, resets and new options of activities to the state of a run.</summary>
internal static class ApplyActivityOperations
{
    /// <summary>It is paused.</summary>
    public static Execution Paused(Execution state, ActivityPaused fact) =>
        ApplyActivities.Change(state, fact.ScheduledEventId, activity => activity with
        {
            Pause = new ActivityPause(fact.Time.ToDateTimeOffset(), fact.Identity, fact.Reason),
        });

    /// <summary>It is unpaused.</summary>
    public static Execution Unpaused(Execution state, ActivityUnpaused fact) =>
        ApplyActivities.Change(state, fact.ScheduledEventId, activity =>
            WithoutHeartbeat(activity, fact.ResetHeartbeat) with { Pause = null });

    /// <summary>
    /// It is reset, to start again at attempt 1. The worker that has it is notified; the heartbeats of its attempt,
    /// until it ends, are not for the next attempt either.
    /// </summary>
    public static Execution Reset(Execution state, ActivityReset fact) =>
        ApplyActivities.Change(state, fact.ScheduledEventId, activity => activity.IsStarted
            ? activity with
            {
                ResetRequested = true,
                ForgetsHeartbeat = activity.ForgetsHeartbeat || fact.ResetHeartbeat,
            }
            : WithoutHeartbeat(activity, fact.ResetHeartbeat));

    /// <summary>An attempt is due at another time.</summary>
    public static Execution Rescheduled(Execution state, ActivityRescheduled fact) =>
        ApplyActivities.Change(state, fact.ScheduledEventId, activity => AtEnd(activity) with
        {
            Status = ActivityMachine.Table.Next(state, activity.Status, ActivityTrigger.Reschedule),
            Attempt = fact.Attempt,
            FirstScheduledTime = fact.IsNew ? fact.NextAttemptTime.ToDateTimeOffset() : activity.FirstScheduledTime,
            AttemptScheduledTime = fact.NextAttemptTime.ToDateTimeOffset(),
            RequestId = "",
            ResetRequested = false,
        });

    /// <summary>Its options have changed.</summary>
    public static Execution OptionsSet(Execution state, ActivityOptionsSet fact) =>
        ApplyActivities.Change(state, fact.ScheduledEventId, activity =>
        {
            var options = activity.Options.Clone();
            options.TaskQueue = fact.Options.TaskQueue;
            options.ScheduleToCloseTimeout = fact.Options.ScheduleToCloseTimeout;
            options.ScheduleToStartTimeout = fact.Options.ScheduleToStartTimeout;
            options.StartToCloseTimeout = fact.Options.StartToCloseTimeout;
            options.HeartbeatTimeout = fact.Options.HeartbeatTimeout;
            options.RetryPolicy = fact.Options.RetryPolicy;
            options.Priority = fact.Options.Priority;
            return activity with { Options = options };
        });

    /// <summary>The attempt is over: the next one does not receive heartbeats from before a reset.</summary>
    internal static Activity AtEnd(Activity activity) => activity.ForgetsHeartbeat
        ? activity with { HeartbeatDetails = null, HeartbeatTime = null, ForgetsHeartbeat = false }
        : activity;

    /// <summary>Clears the heartbeat. An attempt that a worker has keeps its time, and so its deadline.</summary>
    private static Activity WithoutHeartbeat(Activity activity, bool isReset) => isReset
        ? activity with
        {
            HeartbeatDetails = null,
            HeartbeatTime = activity.IsStarted ? activity.HeartbeatTime : null,
        }
        : activity;
}
