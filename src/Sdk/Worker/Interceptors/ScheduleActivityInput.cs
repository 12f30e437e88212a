using Cairn.Api.Common.V1;
using Cairn.Sdk.Replay.Commands;
using Cairn.Workflows;

namespace Cairn.Worker.Interceptors;

/// <summary>A workflow's call of an activity.</summary>
/// <param name="Activity">The activity's type.</param>
/// <param name="Args">The arguments.</param>
/// <param name="Options">How to run it.</param>
/// <param name="Headers">What travels beside the arguments; null means nothing.</param>
public record ScheduleActivityInput(
    string Activity,
    IReadOnlyCollection<object?> Args,
    ActivityOptions Options,
    IDictionary<string, Payload>? Headers)
{
    /// <summary>Where in the workflow's source the call is.</summary>
    internal CallSite Site { get; init; }
}
