using Cairn.Api.Common.V1;
using Cairn.Workflows;

namespace Cairn.Worker.Interceptors;

/// <summary>The call of a workflow's signal handler.</summary>
/// <param name="Signal">The signal's name.</param>
/// <param name="Definition">The handler.</param>
/// <param name="Args">The arguments.</param>
/// <param name="Headers">What came beside the arguments; null means nothing.</param>
public record HandleSignalInput(
    string Signal,
    WorkflowSignalDefinition Definition,
    object?[] Args,
    IReadOnlyDictionary<string, Payload>? Headers);
