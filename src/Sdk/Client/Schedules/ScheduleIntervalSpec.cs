using Cairn.Api.Schedule.V1;
using Cairn.Common;

namespace Cairn.Client.Schedules;

/// <summary>Times at a fixed interval, counted from the beginning of 1970.</summary>
/// <param name="Every">The interval.</param>
/// <param name="Offset">The offset of all times; null means zero.</param>
public record ScheduleIntervalSpec(TimeSpan Every, TimeSpan? Offset = null)
{
    internal static ScheduleIntervalSpec FromProto(IntervalSpec proto) =>
        new(proto.Interval.ToTimeSpan(), proto.Phase?.ToTimeSpan());

    internal IntervalSpec ToProto() => new()
    {
        Interval = OptionValues.ToDuration(Every),
        Phase = OptionValues.ToDuration(Offset),
    };
}
