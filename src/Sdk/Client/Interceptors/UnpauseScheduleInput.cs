namespace Cairn.Client.Interceptors;

/// <summary>A schedule that is to go on.</summary>
/// <param name="Id">The id of the schedule.</param>
/// <param name="Note">Why; null means a note that says only what was done.</param>
/// <param name="RpcOptions">What can be set for the call; null means the defaults.</param>
public record UnpauseScheduleInput(string Id, string? Note, RpcOptions? RpcOptions);
