using Cairn.Api.Common.V1;

namespace Cairn.Client.Interceptors;

/// <summary>A workflow that is to be started.</summary>
/// <param name="Workflow">The workflow type.</param>
/// <param name="Args">The arguments.</param>
/// <param name="Options">What can be set for it.</param>
/// <param name="Headers">Values beside the arguments; null means none.</param>
public record StartWorkflowInput(
    string Workflow,
    IReadOnlyCollection<object?> Args,
    WorkflowOptions Options,
    IDictionary<string, Payload>? Headers);
