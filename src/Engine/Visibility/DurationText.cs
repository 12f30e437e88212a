using System.Globalization;
using System.Text.RegularExpressions;

namespace Cairn.Engine.Visibility;

/// <summary>
/// Durations as queries write them: nanoseconds, <c>1h30m</c> with days as <c>d</c>, or <c>hh:mm:ss</c>.
/// </summary>
internal static partial class DurationText
{
    private static readonly Dictionary<string, decimal> Units = new()
    {
        ["ns"] = 1,
        ["us"] = 1_000,
        ["µs"] = 1_000,
        ["ms"] = 1_000_000,
        ["s"] = 1_000_000_000,
        ["m"] = 60 * 1_000_000_000m,
        ["h"] = 3600 * 1_000_000_000m,
        ["d"] = 86400 * 1_000_000_000m,
    };

    /// <summary>The nanoseconds that a text stands for; null if it is not a duration, or is too long.</summary>
    public static long? Nanoseconds(string text)
    {
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var plain))
        {
            return plain;
        }

        var total = WithUnits().Match(text) is { Success: true } units ? OfUnits(units)
            : Clock().Match(text) is { Success: true } clock ? OfClock(clock)
            : null;
        return total is >= long.MinValue and <= long.MaxValue ? (long)total : null;
    }

    private static decimal? OfUnits(Match match)
    {
        decimal total = 0;
        var units = match.Groups["unit"].Captures;
        for (var i = 0; i < units.Count; i++)
        {
            total += Number(match.Groups["number"].Captures[i].Value) * Units[units[i].Value];
        }

        return match.Groups["sign"].Value == "-" ? -total : total;
    }

    private static decimal? OfClock(Match match)
    {
        var (hours, minutes, seconds) = (
            Number(match.Groups["h"].Value), Number(match.Groups["m"].Value), Number(match.Groups["s"].Value));
        return minutes < 60 && seconds < 60 ? (hours * 3600 + minutes * 60 + seconds) * Units["s"] : null;
    }

    private static decimal Number(string digits) => decimal.Parse(digits, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(?<sign>[+-]?)((?<number>\d{1,12}(\.\d{1,9})?)(?<unit>ns|us|µs|ms|s|m|h|d))+$")]
    private static partial Regex WithUnits();

    [GeneratedRegex(@"^(?<h>\d{1,7}):(?<m>\d\d):(?<s>\d\d)$")]
    private static partial Regex Clock();
}
