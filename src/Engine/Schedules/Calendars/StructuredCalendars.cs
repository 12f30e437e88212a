using Cairn.Api.Schedule.V1;
using Google.Protobuf.Collections;
using WireRange = Cairn.Api.Schedule.V1.Range;

namespace Cairn.Engine.Schedules.Calendars;

/// <summary>Calendars of the wire: parses text, completes fields, and compiles for look-up.</summary>
public static class StructuredCalendars
{
    private static readonly FieldRange Zero = new(0, 0, 1);

    /// <summary>Parses a calendar that is written as text.</summary>
    /// <exception cref="CalendarException">A field is malformed, or out of range.</exception>
    public static StructuredCalendarSpec Parse(CalendarSpec text) => new()
    {
        Second = { Read(CalendarField.Second, text.Second, Zero) },
        Minute = { Read(CalendarField.Minute, text.Minute, Zero) },
        Hour = { Read(CalendarField.Hour, text.Hour, Zero) },
        DayOfMonth = { Read(CalendarField.DayOfMonth, text.DayOfMonth, CalendarField.DayOfMonth.All) },
        Month = { Read(CalendarField.Month, text.Month, CalendarField.Month.All) },
        Year = { text.Year.Trim() is "" or "*" ? [] : Read(CalendarField.Year, text.Year, CalendarField.Year.All) },
        DayOfWeek = { Read(CalendarField.DayOfWeek, text.DayOfWeek, CalendarField.DayOfWeek.All) },
        Comment = Checked(text.Comment),
    };

    /// <summary>The same calendar with all missing fields filled in.</summary>
    /// <exception cref="CalendarException">A number is out of range, or the comment is too long.</exception>
    public static StructuredCalendarSpec Complete(StructuredCalendarSpec calendar) => new()
    {
        Second = { Complete(CalendarField.Second, calendar.Second, Zero) },
        Minute = { Complete(CalendarField.Minute, calendar.Minute, Zero) },
        Hour = { Complete(CalendarField.Hour, calendar.Hour, Zero) },
        DayOfMonth = { Complete(CalendarField.DayOfMonth, calendar.DayOfMonth, CalendarField.DayOfMonth.All) },
        Month = { Complete(CalendarField.Month, calendar.Month, CalendarField.Month.All) },
        Year = { calendar.Year.Select(range => Complete(CalendarField.Year, range)) },
        DayOfWeek = { Complete(CalendarField.DayOfWeek, calendar.DayOfWeek, CalendarField.DayOfWeek.All) },
        Comment = Checked(calendar.Comment),
    };

    /// <summary>Compiles a complete calendar for look-up.</summary>
    public static Calendar Compile(StructuredCalendarSpec calendar) => new(
        Ranges(calendar.Second),
        Ranges(calendar.Minute),
        Ranges(calendar.Hour),
        Ranges(calendar.DayOfMonth),
        Ranges(calendar.Month),
        Ranges(calendar.DayOfWeek),
        Ranges(calendar.Year));

    private static IEnumerable<WireRange> Read(CalendarField field, string text, FieldRange unset) =>
        (text.Trim() is { Length: > 0 } written ? field.Parse(written) : [unset]).Select(range => ToWire(field, range));

    private static IEnumerable<WireRange> Complete(
        CalendarField field, RepeatedField<WireRange> ranges, FieldRange unset) =>
        ranges.Count == 0 ? [ToWire(field, unset)] : ranges.Select(range => Complete(field, range));

    private static WireRange Complete(CalendarField field, WireRange range)
    {
        Check(field, "Start", range.Start, field.Minimum, field.LargestWritten);
        Check(field, "End", Math.Max(range.End, range.Start), field.Minimum, field.LargestWritten);
        Check(field, "Step", range.Step, 0, field.Maximum);
        return ToWire(field, new(range.Start, Math.Max(range.End, range.Start), Math.Max(range.Step, 1)));
    }

    private static void Check(CalendarField field, string part, int value, int minimum, int maximum)
    {
        if (value < minimum || value > maximum)
        {
            throw new CalendarException(
                $"invalid calendar spec: {field.Name} {part} is not in range [{minimum}-{field.Maximum}]");
        }
    }

    private static WireRange ToWire(CalendarField field, FieldRange range)
    {
        // A single Sunday is 0 from here on; a range that ends on a Sunday keeps its 7.
        var isSunday = field == CalendarField.DayOfWeek && range.Start > field.Maximum;
        return isSunday
            ? new WireRange { Step = range.Step }
            : new WireRange { Start = range.Start, End = range.End, Step = range.Step };
    }

    private static List<FieldRange> Ranges(RepeatedField<WireRange> ranges) =>
        [.. ranges.Select(range => new FieldRange(range.Start, range.End, range.Step))];

    private static string Checked(string comment) => Rules.Names.Bytes(comment) <= Limits.CalendarCommentBytes
        ? comment
        : throw new CalendarException("comment is too long");
}
