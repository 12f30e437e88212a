using Cairn.Api.Schedule.V1;
using Google.Protobuf.WellKnownTypes;

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
        Interval = Duration.FromTimeSpan(Every),
        Phase = Offset is { } offset ? Duration.FromTimeSpan(offset) : null,
    };
}
