using Cairn.Api.Common.V1;
using Cairn.Api.Failure.V1;

namespace Cairn.Worker;

/// <summary>When a local activity is tried again.</summary>
internal static class LocalActivityRetries
{
    // The server's defaults for values that a policy leaves out.
    private static readonly TimeSpan UsualInterval = TimeSpan.FromSeconds(1);
    private const double UsualCoefficient = 2;
    private const int UsualLimitFactor = 100;

    /// <summary>The pause before the next attempt; null if there is none.</summary>
    /// <param name="policy">The policy; null means the default.</param>
    /// <param name="attempt">The number of the attempt that failed, from 1.</param>
    /// <param name="failure">Its failure.</param>
    public static TimeSpan? PauseAfter(RetryPolicy? policy, int attempt, Failure failure)
    {
        var application = failure.ApplicationFailureInfo;
        var isFinal = (policy?.MaximumAttempts > 0 && attempt >= policy.MaximumAttempts)
            || application?.NonRetryable == true
            || policy?.NonRetryableErrorTypes.Contains(application?.Type ?? string.Empty) == true;
        if (isFinal)
        {
            return null;
        }

        if (application?.NextRetryDelay is { } wanted)
        {
            return wanted.ToTimeSpan();
        }

        var initial = policy?.InitialInterval?.ToTimeSpan() is { Ticks: > 0 } given ? given : UsualInterval;
        var coefficient = policy?.BackoffCoefficient is >= 1 ? policy.BackoffCoefficient : UsualCoefficient;
        var limit = policy?.MaximumInterval?.ToTimeSpan() is { Ticks: > 0 } most ? most : initial * UsualLimitFactor;
        var pause = initial.TotalMilliseconds * Math.Pow(coefficient, attempt - 1);
        return pause < limit.TotalMilliseconds ? TimeSpan.FromMilliseconds(pause) : limit;
    }
}
