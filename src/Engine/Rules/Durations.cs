using Google.Protobuf.WellKnownTypes;

namespace Cairn.Engine.Rules;

/// <summary>What a duration of a request may be.</summary>
public static class Durations
{
    /// <summary>Says what is wrong with a duration; null if nothing is. Not set is right, and means zero.</summary>
    public static string? Check(Duration? duration)
    {
        if (duration is null)
        {
            return null;
        }

        return Math.Sign(duration.Seconds) * Math.Sign(duration.Nanos) < 0
            ? "duration has seconds and nanos with different signs"
            : duration.Seconds < 0 || duration.Nanos < 0 ? "negative duration" : null;
    }

    /// <summary>
    /// A duration, cut to <see cref="Limits.Duration"/>; null if it is not more than zero. It takes what the wire can
    /// carry, whether it passed <see cref="Check"/> or nobody checked it.
    /// </summary>
    public static TimeSpan? Read(Duration? duration)
    {
        if (duration is null || duration.Seconds < 0 || (duration.Seconds == 0 && duration.Nanos <= 0))
        {
            return null;
        }

        return duration.Seconds >= (long)Limits.Duration.TotalSeconds
            ? Limits.Duration
            : TimeSpan.FromSeconds(duration.Seconds)
                + TimeSpan.FromTicks(duration.Nanos / TimeSpan.NanosecondsPerTick);
    }

    /// <summary>The shorter one, where null stands for endless.</summary>
    public static TimeSpan? Shorter(TimeSpan? one, TimeSpan? other) =>
        one is null ? other : other is null ? one : one < other ? one : other;
}
