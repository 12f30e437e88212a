namespace Cairn.Client.Interceptors;

/// <summary>A schedule that is to be deleted.</summary>
/// <param name="Id">The id of the schedule.</param>
/// <param name="RpcOptions">What can be set for the call; null means the defaults.</param>
public record DeleteScheduleInput(string Id, RpcOptions? RpcOptions);
