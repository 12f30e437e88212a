using System.Globalization;
using Google.Protobuf.WellKnownTypes;

namespace Cairn.Cli.Output;

/// <summary>Writes times and durations for people.</summary>
/// <param name="format">The form.</param>
/// <param name="clock">Says what is now.</param>
internal sealed class Times(TimeFormat format, TimeProvider clock)
{
    /// <summary>A time; empty if there is none.</summary>
    public string Of(Timestamp? time) => time is null || time.Seconds <= 0
        ? string.Empty
        : format switch
        {
            TimeFormat.Relative => Relative(time.ToDateTimeOffset() - clock.GetUtcNow()),
            TimeFormat.Iso => time.ToDateTime().ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
            _ => time.ToDateTime().ToString("O", CultureInfo.InvariantCulture),
        };

    /// <summary>A duration; empty if there is none.</summary>
    public static string Of(Duration? duration) =>
        duration is null || duration.Equals(new Duration()) ? string.Empty : Of(duration.ToTimeSpan());

    /// <summary>A duration, in its two largest units.</summary>
    public static string Of(TimeSpan duration) => duration switch
    {
        { Ticks: < 0 } => "-" + Of(-duration),
        { TotalDays: >= 1 } => Two((int)duration.TotalDays, "d", duration.Hours, "h"),
        { TotalHours: >= 1 } => Two(duration.Hours, "h", duration.Minutes, "m"),
        { TotalMinutes: >= 1 } => Two(duration.Minutes, "m", duration.Seconds, "s"),
        { TotalSeconds: >= 1 } => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalSeconds:0.##}s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalMilliseconds:0}ms"),
    };

    private static string Relative(TimeSpan distance) => distance switch
    {
        { TotalSeconds: > -1 and < 1 } => "now",
        { Ticks: < 0 } => $"{Of(-distance)} ago",
        _ => $"in {Of(distance)}",
    };

    private static string Two(int large, string unit, int small, string smallUnit) => small == 0
        ? string.Create(CultureInfo.InvariantCulture, $"{large}{unit}")
        : string.Create(CultureInfo.InvariantCulture, $"{large}{unit}{small}{smallUnit}");
}
