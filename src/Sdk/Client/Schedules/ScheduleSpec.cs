using Cairn.Common;
using ProtoSpec = Cairn.Api.Schedule.V1.ScheduleSpec;

namespace Cairn.Client.Schedules;

/// <summary>When a schedule acts: at the times of all lists together, but for those that are skipped.</summary>
public record ScheduleSpec
{
    /// <summary>Times of the wall clock.</summary>
    public IReadOnlyCollection<ScheduleCalendarSpec> Calendars { get; init; } = [];

    /// <summary>Times every so often.</summary>
    public IReadOnlyCollection<ScheduleIntervalSpec> Intervals { get; init; } = [];

    /// <summary>Cron expressions. The server turns them into calendars and intervals.</summary>
    public IReadOnlyCollection<string> CronExpressions { get; init; } = [];

    /// <summary>Times of the wall clock that are left out.</summary>
    public IReadOnlyCollection<ScheduleCalendarSpec> Skip { get; init; } = [];

    /// <summary>
    /// No time is before this; null means no limit. Of kind Utc or Local: one of kind Unspecified is refused.
    /// </summary>
    public DateTime? StartAt { get; init; }

    /// <summary>
    /// No time is after this; null means no limit. Of kind Utc or Local: one of kind Unspecified is refused.
    /// </summary>
    public DateTime? EndAt { get; init; }

    /// <summary>Each time is late by less than this, at random but always the same; null means by nothing.</summary>
    public TimeSpan? Jitter { get; init; }

    /// <summary>The time zone of the wall clock, of the IANA database; null means UTC.</summary>
    public string? TimeZoneName { get; init; }

    internal static ScheduleSpec FromProto(ProtoSpec proto) => new()
    {
        Calendars = [.. proto.StructuredCalendar.Select(ScheduleCalendarSpec.FromProto)],
        Intervals = [.. proto.Interval.Select(ScheduleIntervalSpec.FromProto)],
        CronExpressions = [.. proto.CronString],
        Skip = [.. proto.ExcludeStructuredCalendar.Select(ScheduleCalendarSpec.FromProto)],
        StartAt = proto.StartTime?.ToDateTime(),
        EndAt = proto.EndTime?.ToDateTime(),
        Jitter = proto.Jitter?.ToTimeSpan(),
        TimeZoneName = proto.TimezoneName.Length == 0 ? null : proto.TimezoneName,
    };

    internal ProtoSpec ToProto() => new()
    {
        StructuredCalendar = { Calendars.Select(calendar => calendar.ToProto()) },
        Interval = { Intervals.Select(interval => interval.ToProto()) },
        CronString = { CronExpressions },
        ExcludeStructuredCalendar = { Skip.Select(calendar => calendar.ToProto()) },
        StartTime = OptionValues.ToTimestamp(StartAt),
        EndTime = OptionValues.ToTimestamp(EndAt),
        Jitter = OptionValues.ToDuration(Jitter),
        TimezoneName = TimeZoneName ?? string.Empty,
    };
}
