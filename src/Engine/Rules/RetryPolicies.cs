using Cairn.Api.Common.V1;
using Cairn.Api.Enums.V1;
using Google.Protobuf.WellKnownTypes;
using Enum = System.Enum;

namespace Cairn.Engine.Rules;

/// <summary>Checks a retry policy of a request and fills in its defaults.</summary>
public static class RetryPolicies
{
    /// <summary>
    /// The prefix of a timeout type in the list of error types that are not retried, as in Temporal's server.
    /// </summary>
    public const string TimeoutPrefix = "TemporalTimeout:";

    /// <summary>Returns what is wrong with a policy; null if it is valid.</summary>
    public static string? Check(RetryPolicy? policy)
    {
        if (policy is null || policy.MaximumAttempts == 1)
        {
            return null; // A single attempt is never retried: nothing else of the policy matters.
        }

        if (Durations.Check(policy.InitialInterval) is { } initial)
        {
            return $"invalid InitialInterval set on retry policy: {initial}";
        }

        if (policy.BackoffCoefficient is not (0 or >= 1))
        {
            return "BackoffCoefficient cannot be less than 1 on retry policy.";
        }

        if (Durations.Check(policy.MaximumInterval) is { } maximum)
        {
            return $"invalid MaximumInterval set on retry policy: {maximum}";
        }

        if (Durations.Keep(policy.MaximumInterval) is { } longest
            && Durations.IsLess(longest, InitialInterval(policy)))
        {
            return "MaximumInterval cannot be less than InitialInterval on retry policy.";
        }

        if (policy.MaximumAttempts < 0)
        {
            return "MaximumAttempts cannot be negative on retry policy.";
        }

        return policy.NonRetryableErrorTypes
            .Where(type => type.StartsWith(TimeoutPrefix, StringComparison.Ordinal))
            .Select(type => type[TimeoutPrefix.Length..])
            .Where(type => !Enum.TryParse<TimeoutType>(type, out var known) || known == TimeoutType.Unspecified)
            .Select(type => $"Invalid timeout type value: {type}.")
            .FirstOrDefault();
    }

    /// <summary>The policy with every default filled in.</summary>
    public static RetryPolicy Complete(RetryPolicy? policy)
    {
        var whole = policy?.Clone() ?? new RetryPolicy();
        whole.InitialInterval = InitialInterval(whole);
        whole.BackoffCoefficient = whole.BackoffCoefficient == 0 ? Limits.RetryCoefficient : whole.BackoffCoefficient;
        whole.MaximumInterval = Durations.Keep(whole.MaximumInterval)
            ?? Durations.Times(whole.InitialInterval, Limits.RetryMaximumFactor);
        return whole;
    }

    /// <summary>How long to wait after an attempt, counted from 1, by a complete policy.</summary>
    public static TimeSpan Interval(RetryPolicy policy, int attempt)
    {
        var longest = Durations.Read(policy.MaximumInterval) ?? TimeSpan.Zero;
        var growth = Math.Pow(policy.BackoffCoefficient, attempt - 1);
        var seconds = (policy.InitialInterval.Seconds + (policy.InitialInterval.Nanos / 1e9)) * growth;
        return seconds >= longest.TotalSeconds ? longest : TimeSpan.FromSeconds(seconds);
    }

    private static Duration InitialInterval(RetryPolicy policy) =>
        Durations.Keep(policy.InitialInterval) ?? Duration.FromTimeSpan(Limits.RetryInitialInterval);
}
