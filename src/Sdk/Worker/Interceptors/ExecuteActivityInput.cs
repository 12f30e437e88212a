using Cairn.Activities;
using Cairn.Api.Common.V1;

namespace Cairn.Worker.Interceptors;

/// <summary>The call of an activity's code.</summary>
/// <param name="Activity">The activity.</param>
/// <param name="Args">The arguments, a trailing cancellation token included.</param>
/// <param name="Headers">What came beside the arguments; null means nothing.</param>
public record ExecuteActivityInput(
    ActivityDefinition Activity, object?[] Args, IReadOnlyDictionary<string, Payload>? Headers);
