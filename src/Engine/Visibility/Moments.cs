using System.Globalization;
using System.Text.RegularExpressions;

namespace Cairn.Engine.Visibility;

/// <summary>Converts times from text and numbers.</summary>
internal static partial class Moments
{
    private const long NanosecondsPerTick = 100;

    /// <summary>Parses RFC 3339 with a zone; digits below 100 ns are cut. Null if the text is something else.</summary>
    public static DateTimeOffset? Parse(string text) =>
        Rfc3339().Match(text) is { Success: true } match
        && DateTimeOffset.TryParseExact(
            match.Groups["whole"].Value + match.Groups["zone"].Value,
            "yyyy-MM-dd'T'HH:mm:ssK",
            CultureInfo.InvariantCulture,
            DateTimeStyles.AdjustToUniversal,
            out var moment)
            ? moment.AddTicks(Ticks(match.Groups["fraction"].Value))
            : null;

    /// <summary>The time from nanoseconds since 1970.</summary>
    public static DateTimeOffset OfUnixNanoseconds(long nanoseconds) =>
        DateTimeOffset.UnixEpoch.AddTicks(nanoseconds / NanosecondsPerTick);

    private static long Ticks(string fraction) =>
        long.Parse(fraction.PadRight(7, '0')[..7], CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(?<whole>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.(?<fraction>\d+))?(?<zone>Z|[+-]\d\d:\d\d)$")]
    private static partial Regex Rfc3339();
}
