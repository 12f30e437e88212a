using Cairn.Common;
using ProtoSpec = Cairn.Api.Schedule.V1.ScheduleSpec;

namespace Cairn.Client.Schedules;

/// <summary>When a schedule acts: at the times of all lists together, without the skipped ones.</summary>
public record ScheduleSpec
{
    /// <summary>Calendar times.</summary>
    public IReadOnlyCollection<ScheduleCalendarSpec> Calendars { get; init; } = [];

    /// <summary>Times at fixed intervals.</summary>
    public IReadOnlyCollection<ScheduleIntervalSpec> Intervals { get; init; } = [];

    /// <summary>Cron expressions. The server turns them into calendars and intervals.</summary>
    public IReadOnlyCollection<string> CronExpressions { get; init; } = [];

    /// <summary>Calendar times that are skipped.</summary>
    public IReadOnlyCollection<ScheduleCalendarSpec> Skip { get; init; } = [];

    /// <summary>
    /// The earliest time; null means no limit. Of kind Utc or Local: kind Unspecified is rejected.
    /// </summary>
    public DateTime? StartAt { get; init; }

    /// <summary>
    /// The latest time; null means no limit. Of kind Utc or Local: kind Unspecified is rejected.
    /// </summary>
    public DateTime? EndAt { get; init; }

    /// <summary>The limit of a random delay, which is always the same for the same time; null means none.</summary>
    public TimeSpan? Jitter { get; init; }

    /// <summary>The time zone of calendar times, from the IANA database; null means UTC.</summary>
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
