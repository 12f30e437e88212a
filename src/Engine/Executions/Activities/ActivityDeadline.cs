using Cairn.Api.Enums.V1;

namespace Cairn.Engine.Executions.Activities;

/// <summary>The next moment at which an activity needs attention, and why.</summary>
/// <param name="At">The moment; the end of time if there is none.</param>
/// <param name="Timeout">What is over then; unspecified if it is the wait for the next attempt.</param>
internal readonly record struct ActivityDeadline(DateTimeOffset At, TimeoutType Timeout)
{
    /// <summary>The earliest of the deadlines that now run.</summary>
    public static ActivityDeadline Of(Activity activity)
    {
        var options = activity.Options;
        var earliest = new ActivityDeadline(DateTimeOffset.MaxValue, TimeoutType.ScheduleToClose);
        switch (activity.Status)
        {
            case ActivityStatus.BackingOff or ActivityStatus.Scheduled when activity.Pause is not null:
                break; // Nobody can take it: only the time over all attempts goes on.
            case ActivityStatus.BackingOff:
                earliest = new(activity.AttemptScheduledTime, TimeoutType.Unspecified);
                break;
            case ActivityStatus.Scheduled:
                earliest = earliest.Or(
                    activity.AttemptScheduledTime, options.ScheduleToStartTimeout, TimeoutType.ScheduleToStart);
                break;
            default:
                var alive = activity.HeartbeatTime ?? activity.StartedTime;
                earliest = earliest
                    .Or(activity.StartedTime, options.StartToCloseTimeout, TimeoutType.StartToClose)
                    .Or(alive, options.HeartbeatTimeout, TimeoutType.Heartbeat);
                break;
        }

        return earliest.Or(activity.FirstScheduledTime, options.ScheduleToCloseTimeout, TimeoutType.ScheduleToClose);
    }

    private ActivityDeadline Or(
        DateTimeOffset from, Google.Protobuf.WellKnownTypes.Duration? length, TimeoutType timeout) =>
        Events.FromWire(length) is { } wait && from + wait < At ? new(from + wait, timeout) : this;
}
