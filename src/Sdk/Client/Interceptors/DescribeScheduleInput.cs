namespace Cairn.Client.Interceptors;

/// <summary>A schedule that is to be described.</summary>
/// <param name="Id">The id of the schedule.</param>
/// <param name="RpcOptions">What can be set for the call; null means the defaults.</param>
public record DescribeScheduleInput(string Id, RpcOptions? RpcOptions);
