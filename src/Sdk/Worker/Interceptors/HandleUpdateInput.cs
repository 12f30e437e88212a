using Cairn.Api.Common.V1;
using Cairn.Workflows;

namespace Cairn.Worker.Interceptors;

/// <summary>The call of a workflow's update handler.</summary>
/// <param name="Id">Names this one among all.</param>
/// <param name="Update">The update's name.</param>
/// <param name="Definition">The handler.</param>
/// <param name="Args">The arguments.</param>
/// <param name="Headers">What came beside the arguments; null means nothing.</param>
public record HandleUpdateInput(
    string Id,
    string Update,
    WorkflowUpdateDefinition Definition,
    object?[] Args,
    IReadOnlyDictionary<string, Payload>? Headers);
