using Cairn.Api.Enums.V1;
using Cairn.Api.Failure.V1;
using Cairn.Engine.Rules;
using Google.Protobuf.Collections;

namespace Cairn.Engine.Executions.Activities;

/// <summary>Whether another attempt follows a failed one, and when.</summary>
/// <param name="State">In progress if another attempt follows; else why none does.</param>
/// <param name="NextTime">When it is due; only meaningful if one follows.</param>
internal readonly record struct ActivityRetry(RetryState State, DateTimeOffset NextTime)
{
    /// <summary>Decides by the activity's retry policy, in the order that Temporal's server has.</summary>
    public static ActivityRetry After(Activity activity, Failure failure, DateTimeOffset now)
    {
        var policy = activity.Options.RetryPolicy;
        if (activity.CancelRequested)
        {
            return new(RetryState.CancelRequested, default);
        }

        if (policy.MaximumAttempts > 0 && activity.Attempt >= policy.MaximumAttempts)
        {
            return new(RetryState.MaximumAttemptsReached, default);
        }

        if (!IsRetryable(failure, policy.NonRetryableErrorTypes))
        {
            return new(RetryState.NonRetryableFailure, default);
        }

        var delay = failure.ApplicationFailureInfo?.NextRetryDelay is { } chosen
            ? Durations.Read(chosen) ?? TimeSpan.Zero
            : RetryPolicies.Interval(policy, activity.Attempt);
        var next = now + delay;
        var expiration = Events.FromWire(activity.Options.ScheduleToCloseTimeout) is { } whole
            ? activity.FirstScheduledTime + whole
            : DateTimeOffset.MaxValue;
        return next > expiration ? new(RetryState.Timeout, default) : new(RetryState.InProgress, next);
    }

    private static bool IsRetryable(Failure failure, RepeatedField<string> refused) => failure.FailureInfoCase switch
    {
        Failure.FailureInfoOneofCase.CanceledFailureInfo or Failure.FailureInfoOneofCase.TerminatedFailureInfo => false,
        Failure.FailureInfoOneofCase.ServerFailureInfo => !failure.ServerFailureInfo.NonRetryable,
        Failure.FailureInfoOneofCase.ApplicationFailureInfo =>
            !failure.ApplicationFailureInfo.NonRetryable && !refused.Contains(failure.ApplicationFailureInfo.Type),
        Failure.FailureInfoOneofCase.TimeoutFailureInfo =>
            !refused.Contains(RetryPolicies.TimeoutPrefix + failure.TimeoutFailureInfo.TimeoutType),
        _ => true,
    };
}
