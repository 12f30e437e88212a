namespace Cairn.Engine.Schedules.Calendars;

/// <summary>Time zones by their names in the IANA database, such as <c>Europe/Berlin</c>.</summary>
public static class TimeZones
{
    /// <summary>The zone of a name; an empty name is UTC.</summary>
    /// <exception cref="CalendarException">This machine knows no such zone.</exception>
    public static TimeZoneInfo Get(string name) =>
        Find(name) ?? throw new CalendarException($"unknown time zone {name}");

    /// <summary>The zone of a name; an empty name is UTC. Null if there is no such zone.</summary>
    public static TimeZoneInfo? Find(string name)
    {
        if (name is "" or "UTC")
        {
            return TimeZoneInfo.Utc;
        }

        // A name is also a path in the machine's time zone database: a name that leaves that folder is invalid.
        return name.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '_' or '-' or '+')
            && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone)
                ? zone
                : null;
    }
}
