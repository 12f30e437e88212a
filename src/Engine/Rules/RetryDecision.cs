using Cairn.Api.Common.V1;
using Cairn.Api.Enums.V1;
using Cairn.Api.Failure.V1;
using Google.Protobuf.Collections;

namespace Cairn.Engine.Rules;

/// <summary>Whether another attempt follows a failed one, and when.</summary>
/// <param name="State">In progress if another attempt follows; else why none does.</param>
/// <param name="Delay">How long it waits; only meaningful if one follows.</param>
internal readonly record struct RetryDecision(RetryState State, TimeSpan Delay)
{
    /// <summary>Decides by a complete retry policy, in the order that Temporal's server has.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="attempt">The attempt that failed, counted from 1.</param>
    /// <param name="failure">Why it failed.</param>
    /// <param name="left">The time that is left for the next attempt to begin; null means no limit.</param>
    public static RetryDecision After(RetryPolicy policy, int attempt, Failure failure, TimeSpan? left)
    {
        if (policy.MaximumAttempts > 0 && attempt >= policy.MaximumAttempts)
        {
            return new(RetryState.MaximumAttemptsReached, default);
        }

        if (!IsRetryable(failure, policy.NonRetryableErrorTypes))
        {
            return new(RetryState.NonRetryableFailure, default);
        }

        var delay = DelayAfter(policy, attempt, failure);
        return delay > left ? new(RetryState.Timeout, default) : new(RetryState.InProgress, delay);
    }

    /// <summary>
    /// How long another attempt waits, if one follows: the delay of the failure, else that of the policy.
    /// </summary>
    public static TimeSpan DelayAfter(RetryPolicy policy, int attempt, Failure failure) =>
        failure.ApplicationFailureInfo?.NextRetryDelay is { } chosen
            ? Durations.Read(chosen) ?? TimeSpan.Zero
            : RetryPolicies.Interval(policy, attempt);

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
