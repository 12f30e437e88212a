using Cairn.Api.Schedule.V1;
using Cairn.Engine.Rules;
using Cairn.Engine.Schedules.Calendars;

namespace Cairn.Engine.Schedules;

/// <summary>Converts a spec to its canonical form: all text as numbers, all missing fields filled in.</summary>
public static class ScheduleSpecs
{
    /// <summary>The canonical form of a spec. The canonical form of a canonical spec is the same spec.</summary>
    /// <exception cref="CalendarException">A part of it is wrong.</exception>
    public static ScheduleSpec Canonical(ScheduleSpec? spec)
    {
        if (spec is null)
        {
            return new ScheduleSpec();
        }

        var canonical = spec.Clone();
        canonical.StructuredCalendar.Clear();
        canonical.StructuredCalendar.AddRange(spec.StructuredCalendar.Select(StructuredCalendars.Complete));
        canonical.StructuredCalendar.AddRange(spec.Calendar.Select(StructuredCalendars.Parse));
        canonical.ExcludeStructuredCalendar.Clear();
        canonical.ExcludeStructuredCalendar.AddRange(
            spec.ExcludeStructuredCalendar.Select(StructuredCalendars.Complete));
        canonical.ExcludeStructuredCalendar.AddRange(spec.ExcludeCalendar.Select(StructuredCalendars.Parse));
        foreach (var cron in spec.CronString.Select(CronText.Parse))
        {
            Add(canonical, cron);
        }

        canonical.Calendar.Clear();
        canonical.ExcludeCalendar.Clear();
        canonical.CronString.Clear();
        foreach (var interval in canonical.Interval)
        {
            Check(interval);
        }

        Check(canonical);
        return canonical;
    }

    private static void Add(ScheduleSpec spec, CronText cron)
    {
        if (cron.TimeZone.Length > 0 && spec.TimezoneName.Length > 0 && spec.TimezoneName != cron.TimeZone)
        {
            throw new CalendarException($"conflicting timezone names: {spec.TimezoneName} and {cron.TimeZone}");
        }

        spec.TimezoneName = cron.TimeZone.Length > 0 ? cron.TimeZone : spec.TimezoneName;
        if (cron.Calendar is { } calendar)
        {
            spec.StructuredCalendar.Add(calendar);
        }

        if (cron.Interval is { } interval)
        {
            spec.Interval.Add(interval);
        }
    }

    private static void Check(IntervalSpec interval)
    {
        if (Durations.Check(interval.Interval) is not null
            || Durations.Keep(interval.Interval) is not { Seconds: > 0 } length)
        {
            throw new CalendarException("interval is too small");
        }

        if (Durations.Check(interval.Phase) is not null)
        {
            throw new CalendarException("phase is negative");
        }

        if (Durations.Keep(interval.Phase) is { } phase && !Durations.IsLess(phase, length))
        {
            throw new CalendarException("phase cannot be greater than Interval");
        }
    }

    private static void Check(ScheduleSpec spec)
    {
        if (Durations.Check(spec.Jitter) is { } wrong)
        {
            throw new CalendarException($"invalid jitter: {wrong}");
        }

        if (!spec.TimezoneData.IsEmpty)
        {
            throw new CalendarException("timezone_data is not supported: name the time zone in timezone_name");
        }

        _ = TimeZones.Get(spec.TimezoneName);
        if (!Timestamps.IsValid(spec.StartTime) || !Timestamps.IsValid(spec.EndTime))
        {
            throw new CalendarException("a time is out of range");
        }
    }
}
