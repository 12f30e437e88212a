using Cairn.Api.Enums.V1;
using Cairn.Api.Failure.V1;
using Cairn.Engine.Rules;

namespace Cairn.Engine.Executions.Activities;

/// <summary>Whether another attempt follows a failed one, and when.</summary>
/// <param name="State">In progress if another attempt follows; else why none does.</param>
/// <param name="NextTime">When it is due; only meaningful if one follows.</param>
internal readonly record struct ActivityRetry(RetryState State, DateTimeOffset NextTime)
{
    /// <summary>
    /// Decides by the activity's retry policy. One that was asked to stop is not tried again; one that is held back
    /// waits until it is let go, whatever its policy says.
    /// </summary>
    public static ActivityRetry After(Activity activity, Failure failure, DateTimeOffset now)
    {
        if (activity.CancelRequested)
        {
            return new(RetryState.CancelRequested, default);
        }

        if (activity.Pause is not null)
        {
            var delay = RetryDecision.DelayAfter(activity.Options.RetryPolicy, activity.Attempt, failure);
            return new(RetryState.InProgress, now + delay);
        }

        var left = Events.FromWire(activity.Options.ScheduleToCloseTimeout) is { } whole
            ? activity.FirstScheduledTime + whole - now
            : (TimeSpan?)null;
        var decision = RetryDecision.After(activity.Options.RetryPolicy, activity.Attempt, failure, left);
        return new(decision.State, now + decision.Delay);
    }
}
