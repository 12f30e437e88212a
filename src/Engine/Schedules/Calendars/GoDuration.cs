using System.Globalization;

namespace Cairn.Engine.Schedules.Calendars;

/// <summary>Durations in the notation of Go, as cron strings write them: <c>1h30m</c>, <c>1.5s</c>.</summary>
internal static class GoDuration
{
    private static readonly (string Unit, double Seconds)[] Units =
    [
        ("ns", 1e-9), ("us", 1e-6), ("µs", 1e-6), ("ms", 1e-3), ("s", 1), ("m", 60), ("h", 3600),
    ];

    /// <summary>Parses a duration that is more than zero; null if the text is not one.</summary>
    public static TimeSpan? Parse(string text)
    {
        var seconds = 0.0;
        for (var rest = text; rest.Length > 0;)
        {
            var digits = rest.TakeWhile(c => char.IsAsciiDigit(c) || c == '.').Count();
            var unit = rest[digits..];
            unit = new string([.. unit.TakeWhile(c => !char.IsAsciiDigit(c) && c != '.')]);
            var factor = Units.FirstOrDefault(known => known.Unit == unit).Seconds;
            if (factor == 0 || !double.TryParse(
                rest[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            {
                return null;
            }

            seconds += number * factor;
            rest = rest[(digits + unit.Length)..];
        }

        return seconds > 0 && seconds < Limits.Duration.TotalSeconds ? TimeSpan.FromSeconds(seconds) : null;
    }
}
