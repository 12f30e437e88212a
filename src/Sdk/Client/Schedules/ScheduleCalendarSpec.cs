using Google.Protobuf.Collections;
using Cairn.Api.Schedule.V1;
using ProtoRange = Cairn.Api.Schedule.V1.Range;

namespace Cairn.Client.Schedules;

/// <summary>Calendar times: those that match every field. Default: midnight of every day.</summary>
public record ScheduleCalendarSpec
{
    /// <summary>Only 0.</summary>
    public static readonly IReadOnlyCollection<ScheduleRange> Beginning = [ScheduleRange.Zero];

    /// <summary>All days of a month.</summary>
    public static readonly IReadOnlyCollection<ScheduleRange> AllMonthDays = [new(1, 31)];

    /// <summary>All months.</summary>
    public static readonly IReadOnlyCollection<ScheduleRange> AllMonths = [new(1, 12)];

    /// <summary>All days of a week.</summary>
    public static readonly IReadOnlyCollection<ScheduleRange> AllWeekDays = [new(0, 6)];

    /// <summary>0 to 59. Default 0.</summary>
    public IReadOnlyCollection<ScheduleRange> Second { get; init; } = Beginning;

    /// <summary>0 to 59. Default 0.</summary>
    public IReadOnlyCollection<ScheduleRange> Minute { get; init; } = Beginning;

    /// <summary>0 to 23. Default 0.</summary>
    public IReadOnlyCollection<ScheduleRange> Hour { get; init; } = Beginning;

    /// <summary>1 to 31. Default all.</summary>
    public IReadOnlyCollection<ScheduleRange> DayOfMonth { get; init; } = AllMonthDays;

    /// <summary>1 to 12. Default all.</summary>
    public IReadOnlyCollection<ScheduleRange> Month { get; init; } = AllMonths;

    /// <summary>Empty, the default, means all.</summary>
    public IReadOnlyCollection<ScheduleRange> Year { get; init; } = [];

    /// <summary>0, which is Sunday, to 6. Default all.</summary>
    public IReadOnlyCollection<ScheduleRange> DayOfWeek { get; init; } = AllWeekDays;

    /// <summary>A comment; null means none.</summary>
    public string? Comment { get; init; }

    internal static ScheduleCalendarSpec FromProto(StructuredCalendarSpec proto) => new()
    {
        Second = Of(proto.Second),
        Minute = Of(proto.Minute),
        Hour = Of(proto.Hour),
        DayOfMonth = Of(proto.DayOfMonth),
        Month = Of(proto.Month),
        Year = Of(proto.Year),
        DayOfWeek = Of(proto.DayOfWeek),
        Comment = proto.Comment.Length == 0 ? null : proto.Comment,
    };

    internal StructuredCalendarSpec ToProto() => new()
    {
        Second = { Second.Select(range => range.ToProto()) },
        Minute = { Minute.Select(range => range.ToProto()) },
        Hour = { Hour.Select(range => range.ToProto()) },
        DayOfMonth = { DayOfMonth.Select(range => range.ToProto()) },
        Month = { Month.Select(range => range.ToProto()) },
        Year = { Year.Select(range => range.ToProto()) },
        DayOfWeek = { DayOfWeek.Select(range => range.ToProto()) },
        Comment = Comment ?? string.Empty,
    };

    private static ScheduleRange[] Of(RepeatedField<ProtoRange> ranges) => [.. ranges.Select(ScheduleRange.FromProto)];
}
