using System.CommandLine;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Cairn.Cli.Options;

/// <summary>Durations as people write them: <c>90s</c>, <c>1h30m</c>, <c>2d</c>, <c>1.5h</c>, <c>500ms</c>.</summary>
internal static partial class Duration
{
    /// <summary>An option that may be left out.</summary>
    public static Option<TimeSpan?> Optional(string name, string description)
    {
        var option = new Option<TimeSpan?>(name) { Description = description, HelpName = "DURATION" };
        option.CustomParser = result =>
        {
            var text = result.Tokens is [var token] ? token.Value : string.Empty;
            if (TryParse(text, out var duration))
            {
                return duration;
            }

            result.AddError($"{name} must be a duration such as 90s, 1h30m or 2d, not {text}.");
            return null;
        };
        return option;
    }

    /// <summary>Reads a duration.</summary>
    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = TimeSpan.Zero;
        if (text == "0")
        {
            return true;
        }

        var parts = Parts().Match(text);
        if (!parts.Success || text.Length == 0)
        {
            return false;
        }

        try
        {
            for (var i = 0; i < parts.Groups["number"].Captures.Count; i++)
            {
                var number = double.Parse(parts.Groups["number"].Captures[i].Value, CultureInfo.InvariantCulture);
                duration += TimeSpan.FromTicks((long)(number * Unit(parts.Groups["unit"].Captures[i].Value).Ticks));
            }

            return true;
        }
        catch (OverflowException)
        {
            return false;
        }
    }

    private static TimeSpan Unit(string unit) => unit switch
    {
        "d" => TimeSpan.FromDays(1),
        "h" => TimeSpan.FromHours(1),
        "m" => TimeSpan.FromMinutes(1),
        "s" => TimeSpan.FromSeconds(1),
        _ => TimeSpan.FromMilliseconds(1),
    };

    [GeneratedRegex(@"^(?:(?<number>\d+(?:\.\d+)?)(?<unit>ms|d|h|m|s))+$")]
    private static partial Regex Parts();
}
