using Cairn.Api.Common.V1;

namespace Cairn.Client.Interceptors;

/// <summary>An update that is to be started, with the start of its workflow.</summary>
/// <param name="Update">The name of the update.</param>
/// <param name="Args">The arguments.</param>
/// <param name="Options">What can be set for it.</param>
/// <param name="Headers">Values beside the arguments of the update; null means none.</param>
public record StartUpdateWithStartWorkflowInput(
    string Update,
    IReadOnlyCollection<object?> Args,
    WorkflowStartUpdateWithStartOptions Options,
    IDictionary<string, Payload>? Headers);
