using Cairn.Client.Schedules;

namespace Cairn.Client.Interceptors;

/// <summary>Times that a schedule is to act upon now.</summary>
/// <param name="Id">The id of the schedule.</param>
/// <param name="Backfills">The stretches of time.</param>
/// <param name="RpcOptions">What can be set for the call; null means the defaults.</param>
public record BackfillScheduleInput(string Id, IReadOnlyCollection<ScheduleBackfill> Backfills, RpcOptions? RpcOptions);
