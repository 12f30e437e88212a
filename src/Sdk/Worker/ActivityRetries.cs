using Cairn.Api.Common.V1;
using Cairn.Api.Failure.V1;

namespace Cairn.Worker;

/// <summary>When an activity is tried again, as a server decides it.</summary>
internal static class ActivityRetries
{
    // The server's defaults for values that a policy leaves out.
    private static readonly TimeSpan UsualInterval = TimeSpan.FromSeconds(1);
    private const double UsualCoefficient = 2;
    private const int UsualLimitFactor = 100;

    /// <summary>What happens after an attempt, in a sentence for the log.</summary>
    /// <param name="policy">The policy; null means the default.</param>
    /// <param name="attempt">The number of the attempt that failed, from 1.</param>
    /// <param name="error">Why it failed.</param>
    /// <param name="left">How much of the time for all attempts is left; null means that there is no limit.</param>
    public static string Describe(RetryPolicy? policy, int attempt, Exception error, TimeSpan? left)
    {
        var failure = new Failure { ApplicationFailureInfo = ActivityFailure.Decisive(error) };
        var pause = PauseAfter(policy, attempt, failure);
        return WhyFinal(policy, attempt, failure) is { } reason ? $"It is not tried again: {reason}"
            : pause >= left ? $"It is not tried again: the next attempt, in {pause:c}, would be after its timeout"
            : $"It is tried again in {pause:c}";
    }

    /// <summary>The pause before the next attempt; null if there is none.</summary>
    /// <param name="policy">The policy; null means the default.</param>
    /// <param name="attempt">The number of the attempt that failed, from 1.</param>
    /// <param name="failure">Its failure.</param>
    public static TimeSpan? PauseAfter(RetryPolicy? policy, int attempt, Failure failure)
    {
        if (WhyFinal(policy, attempt, failure) is not null)
        {
            return null;
        }

        if (failure.ApplicationFailureInfo?.NextRetryDelay is { } wanted)
        {
            return wanted.ToTimeSpan();
        }

        var initial = policy?.InitialInterval?.ToTimeSpan() is { Ticks: > 0 } given ? given : UsualInterval;
        var coefficient = policy?.BackoffCoefficient is >= 1 ? policy.BackoffCoefficient : UsualCoefficient;
        var limit = policy?.MaximumInterval?.ToTimeSpan() is { Ticks: > 0 } most ? most : initial * UsualLimitFactor;
        var pause = initial.TotalMilliseconds * Math.Pow(coefficient, attempt - 1);
        return pause < limit.TotalMilliseconds ? TimeSpan.FromMilliseconds(pause) : limit;
    }

    private static string? WhyFinal(RetryPolicy? policy, int attempt, Failure failure)
    {
        var application = failure.ApplicationFailureInfo;
        return application?.NonRetryable == true ? "the failure is not retryable"
            : policy?.NonRetryableErrorTypes.Contains(application?.Type ?? string.Empty) == true
                ? $"its retry policy excludes errors of type {application?.Type}"
            : policy?.MaximumAttempts > 0 && attempt >= policy.MaximumAttempts
                ? $"its retry policy allows {policy.MaximumAttempts} attempt(s)"
            : null;
    }
}
