using Cairn.Client.Schedules;

namespace Cairn.Client.Interceptors;

/// <summary>A schedule that is to be changed.</summary>
/// <param name="Id">The id of the schedule.</param>
/// <param name="Updater">Makes the new one of the present one; null leaves it.</param>
/// <param name="RpcOptions">What can be set for the call; null means the defaults.</param>
public record UpdateScheduleInput(
    string Id,
    Func<ScheduleUpdateInput, Task<ScheduleUpdate?>> Updater,
    RpcOptions? RpcOptions);
