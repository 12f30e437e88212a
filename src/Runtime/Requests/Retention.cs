using Google.Protobuf.WellKnownTypes;

namespace Cairn.Runtime.Requests;

/// <summary>The retention of closed workflows of a namespace.</summary>
internal static class Retention
{
    /// <summary>The retention that a request sets.</summary>
    /// <exception cref="Exceptions.RpcException">It is missing, too short or not a valid duration.</exception>
    public static TimeSpan Check(Duration? retention)
    {
        const long Longest = 100L * 365 * 24 * 3600; // Seconds; more than any client needs, and TimeSpan can hold it.
        return retention is { Seconds: >= 0 and <= Longest, Nanos: >= 0 and < 1_000_000_000 }
            && retention.ToTimeSpan() >= Namespaces.ShortestRetention
                ? retention.ToTimeSpan()
                : throw Refused.Invalid("A valid retention period is not set on request.");
    }
}
