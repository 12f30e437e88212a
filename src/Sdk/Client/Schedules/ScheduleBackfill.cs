using Cairn.Api.Enums.V1;
using Cairn.Api.Schedule.V1;
using Cairn.Common;

namespace Cairn.Client.Schedules;

/// <summary>A range of time for which a schedule acts now, as if the time were passing.</summary>
/// <param name="StartAt">The start, inclusive. Of kind Utc or Local.</param>
/// <param name="EndAt">The end, inclusive. Of kind Utc or Local.</param>
/// <param name="Overlap">What happens if a workflow still runs; unspecified means the schedule's policy.</param>
public record ScheduleBackfill(
    DateTime StartAt, DateTime EndAt, ScheduleOverlapPolicy Overlap = ScheduleOverlapPolicy.Unspecified)
{
    internal BackfillRequest ToProto() => new()
    {
        StartTime = OptionValues.ToTimestamp(StartAt),
        EndTime = OptionValues.ToTimestamp(EndAt),
        OverlapPolicy = OptionValues.Known(Overlap),
    };
}
