using Google.Protobuf.WellKnownTypes;

namespace Cairn.Engine.Rules;

/// <summary>Checks and converts durations of requests.</summary>
public static class Durations
{
    /// <summary>
    /// Returns what is wrong with a duration; null if it is valid. A duration that is not set is valid, and means zero.
    /// </summary>
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
    /// A duration as history keeps it: to the nanosecond, cut to <see cref="Limits.Duration"/>; null if it is not more
    /// than zero. It takes what the wire can carry, whether or not it passed <see cref="Check"/>.
    /// </summary>
    public static Duration? Keep(Duration? duration)
    {
        if (duration is null || duration.Seconds < 0 || (duration.Seconds == 0 && duration.Nanos <= 0))
        {
            return null;
        }

        return duration.Seconds >= (long)Limits.Duration.TotalSeconds
            ? Duration.FromTimeSpan(Limits.Duration)
            : duration;
    }

    /// <summary>
    /// A duration that is more than zero; else zero if the request has a duration, and null if it has none: clients
    /// distinguish the two.
    /// </summary>
    public static Duration? OrAsGiven(Duration? duration, Duration? given) =>
        duration ?? (given is null ? null : new Duration());

    /// <summary>
    /// A duration for measuring time: rounded up to 100 ns so that nothing ends early; null if it is not more than
    /// zero.
    /// </summary>
    public static TimeSpan? Read(Duration? duration) => Keep(duration) is { } kept
        ? TimeSpan.FromSeconds(kept.Seconds) + TimeSpan.FromTicks(
            (kept.Nanos + TimeSpan.NanosecondsPerTick - 1) / TimeSpan.NanosecondsPerTick)
        : null;

    /// <summary>The shorter of two durations, where null means unlimited.</summary>
    public static Duration? Shorter(Duration? one, Duration? other) =>
        one is null ? other : other is null ? one : IsLess(one, other) ? one : other;

    /// <summary>Whether the first one is shorter than the second.</summary>
    public static bool IsLess(Duration one, Duration other) =>
        (one.Seconds, one.Nanos).CompareTo((other.Seconds, other.Nanos)) < 0;

    /// <summary>A whole multiple of a duration, cut to <see cref="Limits.Duration"/>.</summary>
    public static Duration Times(Duration duration, int factor)
    {
        var nanos = ((Int128)duration.Seconds * Duration.NanosecondsPerSecond) + duration.Nanos;
        var (seconds, rest) = Int128.DivRem(nanos * factor, Duration.NanosecondsPerSecond);
        return seconds >= (long)Limits.Duration.TotalSeconds
            ? Duration.FromTimeSpan(Limits.Duration)
            : new Duration { Seconds = (long)seconds, Nanos = (int)rest };
    }
}
