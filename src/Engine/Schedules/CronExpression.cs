using Cairn.Engine.Schedules.Calendars;

namespace Cairn.Engine.Schedules;

/// <summary>
/// The cron schedule of a workflow: minute, hour, day of month, month and day of week; or a name such as <c>@daily</c>;
/// or <c>@every</c> and a duration. <c>CRON_TZ=</c> and a time zone may come first; the default is UTC. If both days
/// are restricted, either is enough. This is the notation of the Go package robfig/cron, which Temporal uses.
/// </summary>
public sealed class CronExpression
{
    private const string Invalid = "invalid CronSchedule.";
    private const string Every = "@every ";

    private readonly WallClock? clock;
    private readonly TimeSpan interval;

    private CronExpression(WallClock clock) => this.clock = clock;

    private CronExpression(TimeSpan interval) => this.interval = interval;

    /// <summary>Returns why a workflow with this schedule is refused; null if the schedule is valid or empty.</summary>
    /// <param name="text">The schedule; empty for none.</param>
    /// <param name="now">The time of the request.</param>
    public static string? Check(string text, DateTimeOffset now)
    {
        if (text.Length == 0)
        {
            return null;
        }

        return TryParse(text) is not { } cron
            ? Invalid
            : cron.Next(now) is null ? "invalid CronSchedule, no time can be found to satisfy the schedule" : null;
    }

    /// <summary>Parses a schedule; null if it is invalid.</summary>
    public static CronExpression? TryParse(string text)
    {
        try
        {
            return Parse(text);
        }
        catch (CalendarException)
        {
            return null;
        }
    }

    /// <summary>Parses a schedule.</summary>
    /// <exception cref="CalendarException">It is none.</exception>
    public static CronExpression Parse(string text)
    {
        var (zoneName, rest) = CronParts.TakeZone(text);
        var zone = TimeZones.Find(zoneName) ?? throw new CalendarException(Invalid);
        if (rest.StartsWith(Every, StringComparison.Ordinal))
        {
            var length = GoDuration.Parse(rest[Every.Length..]) ?? throw new CalendarException(Invalid);
            return new CronExpression(TimeSpan.FromSeconds(Math.Max(1, Math.Floor(length.TotalSeconds))));
        }

        var fields = CronParts.Fields(rest);
        if (fields.Length != 5)
        {
            throw new CalendarException(Invalid);
        }

        var calendar = new Calendar(
            second: [new FieldRange(0, 0, 1)],
            CalendarField.Minute.Parse(fields[0]),
            CalendarField.Hour.Parse(fields[1]),
            CalendarField.DayOfMonth.Parse(fields[2]),
            CalendarField.Month.Parse(fields[3]),
            CalendarField.DayOfWeek.Parse(fields[4]),
            year: [],
            isEitherDayEnough: IsRestricted(fields[2]) && IsRestricted(fields[4]));
        return new CronExpression(new WallClock(calendar, zone));
    }

    /// <summary>The first time after the given one, in whole seconds; null if there is none until 2100.</summary>
    public DateTimeOffset? Next(DateTimeOffset after) => Next(after, after);

    /// <summary>
    /// When the next run of a chain begins: the first time after the start of the last run that is not before its
    /// close. Null if there is none until 2100.
    /// </summary>
    /// <param name="start">When the last run began its work; <c>@every</c> counts from it.</param>
    /// <param name="close">When it closed.</param>
    public DateTimeOffset? Next(DateTimeOffset start, DateTimeOffset close)
    {
        if (clock is not null)
        {
            return clock.Next(close > start ? close.AddTicks(-1) : start);
        }

        var first = WholeSeconds(start) + interval;
        var missed = close > first ? Math.Ceiling((close - first) / interval) : 0;
        return first + (missed * interval);
    }

    private static DateTimeOffset WholeSeconds(DateTimeOffset time) =>
        new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero);

    private static bool IsRestricted(string field) =>
        !field.Split(',').Any(part => part is "*" or "?" or "*/1" or "?/1");
}
