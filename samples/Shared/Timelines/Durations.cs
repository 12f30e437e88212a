using System.Globalization;

namespace Samples.Timelines;

/// <summary>Writes times as people say them.</summary>
internal static class Durations
{
    private static readonly (TimeSpan Unit, string Name)[] s_units =
    [
        (TimeSpan.FromDays(1), "d"),
        (TimeSpan.FromHours(1), "h"),
        (TimeSpan.FromMinutes(1), "min"),
        (TimeSpan.FromSeconds(1), "s"),
    ];

    /// <summary>A time in its largest unit, such as <c>1.5 s</c> or <c>3 d</c>.</summary>
    public static string Of(TimeSpan time)
    {
        foreach (var (unit, name) in s_units)
        {
            if (time >= unit)
            {
                return string.Create(CultureInfo.InvariantCulture, $"{time / unit:0.#} {name}");
            }
        }

        return string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0} ms");
    }
}
