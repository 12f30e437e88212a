namespace Cairn.Engine.Schedules.Calendars;

/// <summary>
/// A calendar on the wall clock of a time zone. A time matches when the wall clock shows it: a time that a shift of the
/// clock skips does not exist, and a time that it repeats matches twice.
/// </summary>
/// <param name="calendar">The calendar.</param>
/// <param name="zone">The time zone.</param>
public sealed class WallClock(Calendar calendar, TimeZoneInfo zone)
{
    /// <summary>
    /// A period that contains at most one shift of the clock, and that is longer than the furthest shift backwards.
    /// </summary>
    private static readonly TimeSpan Stretch = TimeSpan.FromHours(26);

    private static readonly DateTimeOffset BeforeAllYears =
        new(CalendarField.Year.Minimum - 1, 12, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly DateTime LastSecond = new(CalendarField.Year.Maximum, 12, 31, 23, 59, 59);

    /// <summary>
    /// Whether the wall clock shows a matching time at this moment; fractions of a second do not count.
    /// </summary>
    public bool Matches(DateTimeOffset time) => calendar.Matches(time.UtcDateTime + OffsetAt(time));

    /// <summary>The first matching time after the given one, in whole seconds; null if there is none.</summary>
    public DateTimeOffset? Next(DateTimeOffset after)
    {
        if (after.Year > CalendarField.Year.Maximum)
        {
            return null;
        }

        var earliest = after > BeforeAllYears ? after : BeforeAllYears;
        var from = new DateTimeOffset(earliest.UtcTicks - (earliest.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero)
            .AddSeconds(1);
        while (true)
        {
            var offset = OffsetAt(from);
            if (calendar.Next(from.UtcDateTime + offset) is not { } wall)
            {
                return null;
            }

            var found = new DateTimeOffset(wall - offset, TimeSpan.Zero);
            if (found == from)
            {
                return found;
            }

            var end = from + Stretch;
            if (OffsetAt(end) != offset)
            {
                end = FindShift(from, end, offset);
            }

            if (found < end)
            {
                return found;
            }

            // Shifts that are skipped show no matching time either: none goes back to a time before the last period.
            from = found - Stretch > end ? found - Stretch : end;
        }
    }

    /// <summary>
    /// A time up to which the wall clock shows matching times alone from a matching one on: the time itself where the
    /// clock shifts; null if all that follow match.
    /// </summary>
    public DateTimeOffset? MatchesThrough(DateTimeOffset time)
    {
        var offset = OffsetAt(time);
        var wall = calendar.MatchesThrough(time.UtcDateTime + offset);
        if (wall >= LastSecond)
        {
            return null;
        }

        // Two shifts of one stretch do not exist, so the clock stays within the period if neither end shifts.
        var through = new DateTimeOffset(wall - offset, TimeSpan.Zero);
        DateTimeOffset[] ends = [time + Stretch, through - Stretch, through];
        return ends.All(end => OffsetAt(end) == offset) ? through : time;
    }

    private TimeSpan OffsetAt(DateTimeOffset time) => zone.GetUtcOffset(time);

    /// <summary>The first second of the new offset.</summary>
    private DateTimeOffset FindShift(DateTimeOffset from, DateTimeOffset end, TimeSpan offset)
    {
        while (end - from > TimeSpan.FromSeconds(1))
        {
            var middle = from.AddSeconds(Math.Floor((end - from).TotalSeconds / 2));
            (from, end) = OffsetAt(middle) == offset ? (middle, end) : (from, middle);
        }

        return end;
    }
}
