namespace Cairn.Engine.Executions.Activities;

/// <summary>The attempt that a worker's token, or an activity id, names.</summary>
/// <param name="ScheduledEventId">The scheduled event of the activity.</param>
/// <param name="Attempt">The number of the attempt; 0 if the caller knows only the activity.</param>
/// <param name="StartedTime">When the attempt was started, which distinguishes two starts of one attempt.</param>
public readonly record struct ActivityAttempt(long ScheduledEventId, int Attempt, DateTimeOffset StartedTime)
{
    /// <summary>The activity, if a worker now has this attempt; else null.</summary>
    public Activity? FindStarted(Execution state) =>
        state.Activities.TryGetValue(ScheduledEventId, out var activity)
        && activity.IsStarted
        && activity.Attempt == Attempt
        && activity.StartedTime == StartedTime
            ? activity
            : null;
}
