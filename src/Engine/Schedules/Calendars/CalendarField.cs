using System.Globalization;

namespace Cairn.Engine.Schedules.Calendars;

/// <summary>
/// One field of a calendar: its range of numbers, and how they are written: <c>*</c>, <c>a</c>, <c>a-b</c>,
/// <c>a-b/s</c>, <c>a/s</c>, or several of these between commas. Months and days of the week may be named by three
/// letters or more.
/// </summary>
/// <param name="Name">The name in error messages.</param>
/// <param name="Minimum">The smallest number.</param>
/// <param name="Maximum">The largest number.</param>
/// <param name="Words">Names of the numbers from <paramref name="Minimum"/> on.</param>
public sealed record CalendarField(string Name, int Minimum, int Maximum, IReadOnlyList<string> Words)
{
    /// <summary>Seconds of a minute.</summary>
    public static readonly CalendarField Second = new("Second", 0, 59, []);

    /// <summary>Minutes of an hour.</summary>
    public static readonly CalendarField Minute = new("Minute", 0, 59, []);

    /// <summary>Hours of a day.</summary>
    public static readonly CalendarField Hour = new("Hour", 0, 23, []);

    /// <summary>Days of a month.</summary>
    public static readonly CalendarField DayOfMonth = new("DayOfMonth", 1, 31, []);

    /// <summary>Months of a year.</summary>
    public static readonly CalendarField Month = new("Month", 1, 12, [
        "january", "february", "march", "april", "may", "june",
        "july", "august", "september", "october", "november", "december",
    ]);

    /// <summary>Years; calendars of Temporal have no others.</summary>
    public static readonly CalendarField Year = new("Year", 2000, 2100, []);

    /// <summary>Days of a week, starting with Sunday; 7 is Sunday as well.</summary>
    public static readonly CalendarField DayOfWeek = new("DayOfWeek", 0, 6, [
        "sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday",
    ]);

    private const int ShortestWord = 3;

    /// <summary>All numbers of the field.</summary>
    public FieldRange All => new(Minimum, Maximum, 1);

    /// <summary>The largest number that may be written.</summary>
    public int LargestWritten => this == DayOfWeek ? 7 : Maximum;

    /// <summary>Parses the text of a field.</summary>
    /// <exception cref="CalendarException">It is malformed, or out of range.</exception>
    public IReadOnlyList<FieldRange> Parse(string text) => [.. text.Split(',').Select(ParsePart)];

    private FieldRange ParsePart(string part)
    {
        var slash = part.Split('/');
        var step = slash switch
        {
            [_] => 1,
            [_, var written] when ParseNumber(written) is > 0 and var number => number,
            _ => throw NotInRange(),
        };
        var range = slash[0] is "*" or "?" ? All : ParseRange(slash[0], isOpen: slash.Length > 1);
        return range with { Step = step };
    }

    private FieldRange ParseRange(string text, bool isOpen)
    {
        var ends = text.Split('-');
        if (ends.Length > 2)
        {
            throw NotInRange();
        }

        var start = ParseValue(ends[0]);
        var end = ends.Length == 2 ? ParseValue(ends[1]) : isOpen ? Maximum : start;
        return start <= end ? new FieldRange(start, end, 1) : throw NotInRange();
    }

    private int ParseValue(string text)
    {
        if (ParseNumber(text) is { } number)
        {
            return number >= Minimum && number <= LargestWritten ? number : throw NotInRange();
        }

        var index = text.Length < ShortestWord
            ? -1
            : Words.ToList().FindIndex(word => word.StartsWith(text, StringComparison.OrdinalIgnoreCase));
        return index >= 0 ? Minimum + index : throw NotInRange();
    }

    private static int? ParseNumber(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private CalendarException NotInRange() => new($"{Name} is not in range [{Minimum}-{Maximum}]");
}
