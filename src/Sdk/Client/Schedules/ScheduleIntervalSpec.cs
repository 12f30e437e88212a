using Cairn.Api.Schedule.V1;
using Cairn.Common;

namespace Cairn.Client.Schedules;

/// <summary>Times every so often, counted from the beginning of 1970.</summary>
/// <param name="Every">The distance.</param>
/// <param name="Offset">How much later all of them are; null means not at all.</param>
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
