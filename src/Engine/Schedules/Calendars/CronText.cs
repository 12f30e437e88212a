using Cairn.Api.Schedule.V1;
using Google.Protobuf.WellKnownTypes;

namespace Cairn.Engine.Schedules.Calendars;

/// <summary>
/// A cron string of a schedule: five fields; six with a year; seven with seconds first. A time zone may stand before
/// it and a comment after it. Unlike a workflow's cron schedule, both days must match.
/// </summary>
/// <param name="Calendar">The calendar; null if the text is an interval.</param>
/// <param name="Interval">The interval of <c>@every</c>; null if the text is a calendar.</param>
/// <param name="TimeZone">The leading time zone; empty if there is none.</param>
public sealed record CronText(StructuredCalendarSpec? Calendar, IntervalSpec? Interval, string TimeZone)
{
    private const string Every = "@every";

    /// <summary>Parses a cron string.</summary>
    /// <exception cref="CalendarException">It is none.</exception>
    public static CronText Parse(string text)
    {
        var (zone, rest) = CronParts.TakeZone(text);
        var hash = rest.IndexOf('#', StringComparison.Ordinal);
        var comment = hash < 0 ? "" : rest[(hash + 1)..].Trim();
        rest = (hash < 0 ? rest : rest[..hash]).Trim();
        return rest.StartsWith(Every, StringComparison.Ordinal)
            ? new CronText(Calendar: null, ParseInterval(rest[Every.Length..].Trim()), zone)
            : new CronText(ParseFields(rest, comment), Interval: null, zone);
    }

    private static IntervalSpec ParseInterval(string text)
    {
        if (text.Length == 0)
        {
            throw new CalendarException("CronString does not have interval after @every");
        }

        var parts = text.Split('/');
        var interval = GoDuration.Parse(parts[0]);
        var phase = parts.Length > 1 ? GoDuration.Parse(parts[1]) : TimeSpan.Zero;
        return parts.Length > 2 || interval is null || phase is null
            ? throw new CalendarException($"invalid duration \"{text}\" after @every")
            : new IntervalSpec
            {
                Interval = Duration.FromTimeSpan(interval.Value),
                Phase = phase == TimeSpan.Zero ? null : Duration.FromTimeSpan(phase.Value),
            };
    }

    private static StructuredCalendarSpec ParseFields(string text, string comment)
    {
        var fields = CronParts.Fields(text);
        if (fields.Length is < 5 or > 7)
        {
            throw new CalendarException("CronString does not have 5-7 fields");
        }

        var first = fields.Length == 7 ? 1 : 0;
        return StructuredCalendars.Parse(new CalendarSpec
        {
            Second = first == 1 ? fields[0] : "",
            Minute = fields[first],
            Hour = fields[first + 1],
            DayOfMonth = fields[first + 2],
            Month = fields[first + 3],
            DayOfWeek = fields[first + 4],
            Year = fields.Length > 5 ? fields[first + 5] : "",
            Comment = comment,
        });
    }
}
