using Cairn.Api.Enums.V1;
using Cairn.Api.Schedule.V1;
using Cairn.Common;

namespace Cairn.Client.Schedules;

/// <summary>A stretch of time upon which a schedule acts now, as if it were passing.</summary>
/// <param name="StartAt">Its begin, which belongs to it. Of kind Utc or Local.</param>
/// <param name="EndAt">Its end, which belongs to it. Of kind Utc or Local.</param>
/// <param name="Overlap">What happens when a workflow still runs; unspecified means as the schedule says.</param>
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
