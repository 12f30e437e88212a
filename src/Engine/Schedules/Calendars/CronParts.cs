namespace Cairn.Engine.Schedules.Calendars;

/// <summary>The common parts of cron strings: a leading time zone, and names for frequent schedules.</summary>
internal static class CronParts
{
    private static readonly Dictionary<string, string> Named = new()
    {
        ["@yearly"] = "0 0 1 1 *",
        ["@annually"] = "0 0 1 1 *",
        ["@monthly"] = "0 0 1 * *",
        ["@weekly"] = "0 0 * * 0",
        ["@daily"] = "0 0 * * *",
        ["@midnight"] = "0 0 * * *",
        ["@hourly"] = "0 * * * *",
    };

    /// <summary>The fields of a text, or of the schedule that it names.</summary>
    public static string[] Fields(string text) =>
        Named.GetValueOrDefault(text, text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Separates a time zone from the rest; the zone is empty if there is none.</summary>
    /// <exception cref="CalendarException">Nothing follows the zone.</exception>
    public static (string Zone, string Text) TakeZone(string text)
    {
        text = text.Trim();
        if (!text.StartsWith("CRON_TZ=", StringComparison.Ordinal) && !text.StartsWith("TZ=", StringComparison.Ordinal))
        {
            return ("", text);
        }

        var end = text.IndexOf(' ', StringComparison.Ordinal);
        return end < 0
            ? throw new CalendarException("CronString has time zone but missing fields")
            : (text[(text.IndexOf('=', StringComparison.Ordinal) + 1)..end], text[end..].Trim());
    }
}
