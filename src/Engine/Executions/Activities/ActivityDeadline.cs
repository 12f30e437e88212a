using Cairn.Api.Enums.V1;

namespace Cairn.Engine.Executions.Activities;

/// <summary>The next time at which an activity needs attention, and why.</summary>
/// <param name="At">The time; the end of time if there is none.</param>
/// <param name="Timeout">The timeout that ends then; unspecified if it is the wait for the next attempt.</param>
internal readonly record struct ActivityDeadline(DateTimeOffset At, TimeoutType Timeout)
{
    private static readonly ActivityDeadline None = new(DateTimeOffset.MaxValue, TimeoutType.ScheduleToClose);

    /// <summary>
    /// The earliest deadline that now runs. Of two deadlines at the same time, schedule-to-close comes after
    /// schedule-to-start, and before start-to-close and heartbeat.
    /// </summary>
    public static ActivityDeadline Of(Activity activity)
    {
        var options = activity.Options;
        var whole = None.Or(
            activity.FirstScheduledTime, options.ScheduleToCloseTimeout, TimeoutType.ScheduleToClose);
        switch (activity.Status)
        {
            case ActivityStatus.BackingOff or ActivityStatus.Scheduled when activity.Pause is not null:
                return whole; // No worker can take it: only schedule-to-close still runs.
            case ActivityStatus.BackingOff:
                return new ActivityDeadline(activity.AttemptScheduledTime, TimeoutType.Unspecified).Or(whole);
            case ActivityStatus.Scheduled:
                return None
                    .Or(activity.AttemptScheduledTime, options.ScheduleToStartTimeout, TimeoutType.ScheduleToStart)
                    .Or(whole);
            default:
                var alive = activity.HeartbeatTime ?? activity.StartedTime;
                return whole
                    .Or(activity.StartedTime, options.StartToCloseTimeout, TimeoutType.StartToClose)
                    .Or(alive, options.HeartbeatTimeout, TimeoutType.Heartbeat);
        }
    }

    private ActivityDeadline Or(
        DateTimeOffset from, Google.Protobuf.WellKnownTypes.Duration? length, TimeoutType timeout) =>
        Events.FromWire(length) is { } wait ? Or(new(from + wait, timeout)) : this;

    private ActivityDeadline Or(ActivityDeadline other) => other.At < At ? other : this;
}
