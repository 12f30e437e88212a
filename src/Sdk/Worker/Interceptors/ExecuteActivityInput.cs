using Cairn.Activities;
using Cairn.Api.Common.V1;

namespace Cairn.Worker.Interceptors;

/// <summary>The call of an activity's code.</summary>
/// <param name="Activity">The activity.</param>
/// <param name="Args">The arguments, including a trailing cancellation token.</param>
/// <param name="Headers">The headers received with the arguments; null means none.</param>
public record ExecuteActivityInput(
    ActivityDefinition Activity, object?[] Args, IReadOnlyDictionary<string, Payload>? Headers)
{
    /// <summary>
    /// The services of this attempt, whose scope ends after all interceptors; null if the worker runs in no host.
    /// </summary>
    public IServiceProvider? Services { get; init; }
}
