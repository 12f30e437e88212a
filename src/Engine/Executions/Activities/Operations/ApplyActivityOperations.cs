using Cairn.Engine.Journal;

namespace Cairn.Engine.Executions.Activities.Operations;

/// <summary>How those who take a hand in activities change the state of a run.</summary>
internal static class ApplyActivityOperations
{
    /// <summary>It is held back.</summary>
    public static Execution Paused(Execution state, ActivityPaused fact) =>
        ApplyActivities.Change(state, fact.ScheduledEventId, activity => activity with
        {
            Pause = new ActivityPause(fact.Time.ToDateTimeOffset(), fact.Identity, fact.Reason),
        });

    /// <summary>It may go on.</summary>
    public static Execution Unpaused(Execution state, ActivityUnpaused fact) =>
        ApplyActivities.Change(state, fact.ScheduledEventId, activity =>
            WithoutHeartbeat(activity, fact.ResetHeartbeat) with { Pause = null });

    /// <summary>Somebody wants it to begin anew; the worker that has it hears of it.</summary>
    public static Execution Reset(Execution state, ActivityReset fact) =>
        ApplyActivities.Change(state, fact.ScheduledEventId, activity =>
            WithoutHeartbeat(activity, fact.ResetHeartbeat) with { ResetRequested = activity.IsStarted });

    /// <summary>An attempt is due at another time than it was.</summary>
    public static Execution Rescheduled(Execution state, ActivityRescheduled fact) =>
        ApplyActivities.Change(state, fact.ScheduledEventId, activity => activity with
        {
            Status = ActivityMachine.Table.Next(activity.Status, ActivityTrigger.Reschedule),
            Attempt = fact.Attempt,
            FirstScheduledTime = fact.IsNew ? fact.NextAttemptTime.ToDateTimeOffset() : activity.FirstScheduledTime,
            AttemptScheduledTime = fact.NextAttemptTime.ToDateTimeOffset(),
            RequestId = "",
            ResetRequested = false,
        });

    /// <summary>What it was scheduled with is changed.</summary>
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

    private static Activity WithoutHeartbeat(Activity activity, bool isReset) =>
        isReset ? activity with { HeartbeatDetails = null, HeartbeatTime = null } : activity;
}
