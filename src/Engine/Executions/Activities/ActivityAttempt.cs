namespace Cairn.Engine.Executions.Activities;

/// <summary>What a worker's token, or an id, says of the attempt that it speaks for.</summary>
/// <param name="ScheduledEventId">The activity.</param>
/// <param name="Attempt">Which attempt; 0 if the caller knows only the activity.</param>
/// <param name="StartedTime">When the attempt was started, which tells two starts of one attempt apart.</param>
public readonly record struct ActivityAttempt(long ScheduledEventId, int Attempt, DateTimeOffset StartedTime)
{
    /// <summary>The activity, if the attempt is the one that a worker now has.</summary>
    public Activity? FindStarted(Execution state) =>
        state.Activities.TryGetValue(ScheduledEventId, out var activity)
        && activity.IsStarted
        && activity.Attempt == Attempt
        && activity.StartedTime == StartedTime
            ? activity
            : null;
}
