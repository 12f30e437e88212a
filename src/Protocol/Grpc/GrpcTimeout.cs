using System.Globalization;

namespace Cairn.Protocol.Grpc;

/// <summary>Encodes the timeout of a call: at most eight digits and a unit.</summary>
internal static class GrpcTimeout
{
    // A timer of .NET cannot wait longer than 49 days; no call does.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(40);

    private const long MaxNumber = 99_999_999;

    private static readonly (long Ticks, char Unit)[] Units =
    [
        (TimeSpan.TicksPerMillisecond, 'm'),
        (TimeSpan.TicksPerSecond, 'S'),
        (TimeSpan.TicksPerMinute, 'M'),
        (TimeSpan.TicksPerHour, 'H'),
    ];

    /// <summary>The timeout, or the longest that a timer can wait if that is shorter.</summary>
    public static TimeSpan ForTimer(TimeSpan timeout) => timeout < Longest ? timeout : Longest;

    /// <summary>
    /// Encodes a timeout, in the finest unit that has room, rounded up so that no server ends a call early.
    /// </summary>
    public static string Format(TimeSpan timeout)
    {
        foreach (var (ticks, unit) in Units)
        {
            var number = timeout > TimeSpan.Zero ? ((timeout.Ticks - 1) / ticks) + 1 : 0;
            if (number <= MaxNumber)
            {
                return string.Create(CultureInfo.InvariantCulture, $"{number}{unit}");
            }
        }

        return $"{MaxNumber}H";
    }

    /// <summary>Decodes a timeout and limits it by <see cref="ForTimer"/>; null if the text is malformed.</summary>
    public static TimeSpan? Parse(string text)
    {
        if (text.Length is < 2 or > 9
            || !long.TryParse(text.AsSpan(..^1), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return null;
        }

        long? ticks = text[^1] switch
        {
            'H' => TimeSpan.TicksPerHour,
            'M' => TimeSpan.TicksPerMinute,
            'S' => TimeSpan.TicksPerSecond,
            'm' => TimeSpan.TicksPerMillisecond,
            'u' => TimeSpan.TicksPerMicrosecond,
            'n' => 0,
            _ => null,
        };
        return ticks switch
        {
            null => null,
            0 => TimeSpan.FromTicks(number / TimeSpan.NanosecondsPerTick),
            { } unit => number > Longest.Ticks / unit ? Longest : TimeSpan.FromTicks(number * unit),
        };
    }
}
