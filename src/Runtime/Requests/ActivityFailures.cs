using Cairn.Api.Failure.V1;
using Cairn.Engine.Rules;

namespace Cairn.Runtime.Requests;

/// <summary>What the failure of an attempt may contain.</summary>
internal static class ActivityFailures
{
    /// <summary>Refuses a failure that the retry policy could not evaluate.</summary>
    public static void Check(Failure? failure)
    {
        if (failure is not null && failure.ApplicationFailureInfo is null)
        {
            throw Refused.Invalid("Failure must have ApplicationFailureInfo.");
        }

        for (var link = failure; link is not null; link = link.Cause)
        {
            if (Durations.Check(link.ApplicationFailureInfo?.NextRetryDelay) is { } wrong)
            {
                throw Refused.Invalid($"NextRetryDelay is not a valid duration: {wrong}");
            }
        }
    }
}
