using Google.Protobuf.WellKnownTypes;

namespace Cairn.Runtime.Requests;

/// <summary>How long the closed workflows of a namespace are kept.</summary>
internal static class Retention
{
    /// <summary>The time that a request sets.</summary>
    /// <exception cref="Exceptions.RpcException">It sets none, or one that is too short or no duration.</exception>
    public static TimeSpan Check(Duration? retention)
    {
        const long Longest = 100L * 365 * 24 * 3600; // Seconds; no client means more, and TimeSpan holds it.
        return retention is { Seconds: >= 0 and <= Longest, Nanos: >= 0 and < 1_000_000_000 }
            && retention.ToTimeSpan() >= Namespaces.ShortestRetention
                ? retention.ToTimeSpan()
                : throw Refused.Invalid("A valid retention period is not set on request.");
    }
}
