using System.CommandLine;
using System.Globalization;
using Google.Protobuf.WellKnownTypes;

namespace Cairn.Cli.Options;

/// <summary>Points in time, in ISO 8601; without an offset they are in UTC.</summary>
internal static class Instants
{
    /// <summary>An option that may be left out.</summary>
    public static Option<Timestamp?> Optional(string name, string description) =>
        Parsed.One(name, "TIME", $"{description}, such as 2026-12-24T18:00:00Z.", Read);

    /// <summary>An option that must be there.</summary>
    public static Option<Timestamp?> Required(string name, string description)
    {
        var option = Optional(name, description);
        option.Required = true;
        return option;
    }

    private static Timestamp Read(string name, string text) => DateTimeOffset.TryParse(
        text,
        CultureInfo.InvariantCulture,
        DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
        out var time)
        ? Timestamp.FromDateTimeOffset(time)
        : throw new FormatException($"{name} must be a time such as 2026-12-24T18:00:00Z, not {text}.");
}
