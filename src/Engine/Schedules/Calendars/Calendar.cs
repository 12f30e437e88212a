using System.Numerics;

namespace Cairn.Engine.Schedules.Calendars;

/// <summary>The times of a wall clock that match the fields of a calendar, in a form for fast look-up.</summary>
public sealed class Calendar
{
    private readonly ulong seconds;
    private readonly ulong minutes;
    private readonly ulong hours;
    private readonly ulong daysOfMonth;
    private readonly ulong months;
    private readonly ulong daysOfWeek;
    private readonly IReadOnlyList<FieldRange> years;
    private readonly bool isEitherDayEnough;

    /// <summary>Creates a calendar from its fields; each lists the numbers that match.</summary>
    /// <param name="second">Seconds.</param>
    /// <param name="minute">Minutes.</param>
    /// <param name="hour">Hours.</param>
    /// <param name="dayOfMonth">Days of the month.</param>
    /// <param name="month">Months.</param>
    /// <param name="dayOfWeek">Days of the week; 7 is Sunday.</param>
    /// <param name="year">Years; empty means all of them.</param>
    /// <param name="isEitherDayEnough">
    /// Whether a day matches if either the day of the month or the day of the week matches, as in cron; else both must
    /// match.
    /// </param>
    public Calendar(
        IReadOnlyList<FieldRange> second,
        IReadOnlyList<FieldRange> minute,
        IReadOnlyList<FieldRange> hour,
        IReadOnlyList<FieldRange> dayOfMonth,
        IReadOnlyList<FieldRange> month,
        IReadOnlyList<FieldRange> dayOfWeek,
        IReadOnlyList<FieldRange> year,
        bool isEitherDayEnough = false)
    {
        seconds = Bits(second, CalendarField.Second);
        minutes = Bits(minute, CalendarField.Minute);
        hours = Bits(hour, CalendarField.Hour);
        daysOfMonth = Bits(dayOfMonth, CalendarField.DayOfMonth);
        months = Bits(month, CalendarField.Month);
        daysOfWeek = Bits(dayOfWeek, CalendarField.DayOfWeek);
        daysOfWeek |= daysOfWeek >> 7; // Sunday may be written as 7.
        years = year.Count > 0 ? year : [CalendarField.Year.All];
        this.isEitherDayEnough = isEitherDayEnough;
    }

    /// <summary>Whether a time of the wall clock matches; fractions of a second do not count.</summary>
    public bool Matches(DateTime wall) =>
        MatchesDay(wall) && Has(hours, wall.Hour) && Has(minutes, wall.Minute) && Has(seconds, wall.Second);

    /// <summary>The first matching time that is not before the given one; null if there is none.</summary>
    public DateTime? Next(DateTime wall)
    {
        var day = wall.Date;
        if (MatchesDay(day) && NextTime(wall.TimeOfDay) is { } time)
        {
            return day + time;
        }

        return NextTime(TimeSpan.Zero) is { } first && NextDay(day) is { } next ? next + first : null;
    }

    /// <summary>
    /// The last second of the longest minute, hour, day, month or years around a matching time that match as a whole;
    /// the time itself if its minute does not.
    /// </summary>
    public DateTime MatchesThrough(DateTime wall)
    {
        if (!IsFull(seconds, CalendarField.Second))
        {
            return wall;
        }

        if (!IsFull(minutes, CalendarField.Minute))
        {
            return LastSecondBefore(wall.Date.AddHours(wall.Hour).AddMinutes(wall.Minute + 1));
        }

        if (!IsFull(hours, CalendarField.Hour))
        {
            return LastSecondBefore(wall.Date.AddHours(wall.Hour + 1));
        }

        var month = IsFull(daysOfMonth, CalendarField.DayOfMonth);
        var week = IsFull(daysOfWeek, CalendarField.DayOfWeek);
        if (isEitherDayEnough ? !month && !week : !month || !week)
        {
            return LastSecondBefore(wall.Date.AddDays(1));
        }

        var first = new DateTime(wall.Year, wall.Month, 1);
        if (!IsFull(months, CalendarField.Month))
        {
            return LastSecondBefore(first.AddMonths(1));
        }

        var year = wall.Year;
        while (MatchesYear(year + 1))
        {
            year++;
        }

        return LastSecondBefore(new DateTime(year + 1, 1, 1));
    }

    private bool MatchesDay(DateTime day) => MatchesYear(day.Year) && Has(months, day.Month) && MatchesDate(day);

    private bool MatchesYear(int year) => years.Any(range => range.Contains(year));

    private bool MatchesDate(DateTime day)
    {
        var inMonth = Has(daysOfMonth, day.Day);
        var inWeek = Has(daysOfWeek, (int)day.DayOfWeek);
        return isEitherDayEnough ? inMonth || inWeek : inMonth && inWeek;
    }

    private DateTime? NextDay(DateTime day)
    {
        var next = day.AddDays(1);
        while (next.Year <= CalendarField.Year.Maximum)
        {
            if (!MatchesYear(next.Year))
            {
                next = new DateTime(next.Year + 1, 1, 1);
            }
            else if (!Has(months, next.Month))
            {
                next = new DateTime(next.Year, next.Month, 1).AddMonths(1);
            }
            else if (!MatchesDate(next))
            {
                next = next.AddDays(1);
            }
            else
            {
                return next;
            }
        }

        return null;
    }

    private TimeSpan? NextTime(TimeSpan time)
    {
        var second = FirstFrom(seconds, time.Seconds + (time.Ticks % TimeSpan.TicksPerSecond == 0 ? 0 : 1));
        var minute = FirstFrom(minutes, time.Minutes + (second is null ? 1 : 0));
        var hour = FirstFrom(hours, time.Hours + (minute is null ? 1 : 0));
        if (hour is not { } found)
        {
            return null;
        }

        // When a greater unit moved on, the smaller ones start again at their first number.
        minute = found > time.Hours ? FirstFrom(minutes, 0) : minute;
        second = found > time.Hours || minute > time.Minutes ? FirstFrom(seconds, 0) : second;
        return minute is { } m && second is { } s ? new TimeSpan(found, m, s) : null;
    }

    private static ulong Bits(IReadOnlyList<FieldRange> ranges, CalendarField field)
    {
        var bits = 0UL;
        foreach (var range in ranges)
        {
            for (long value = range.Start; value <= Math.Min(range.End, field.LargestWritten); value += range.Step)
            {
                bits |= 1UL << (int)value;
            }
        }

        return bits;
    }

    private static bool IsFull(ulong bits, CalendarField field) =>
        Enumerable.Range(field.Minimum, field.Maximum - field.Minimum + 1).All(value => Has(bits, value));

    private static DateTime LastSecondBefore(DateTime time) => time.AddSeconds(-1);

    private static bool Has(ulong bits, int value) => (bits >> value & 1) != 0;

    private static int? FirstFrom(ulong bits, int value)
    {
        var left = value > 63 ? 0 : bits & (ulong.MaxValue << value);
        return left == 0 ? null : BitOperations.TrailingZeroCount(left);
    }
}
