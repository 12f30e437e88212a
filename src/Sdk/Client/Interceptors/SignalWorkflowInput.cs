using Cairn.Api.Common.V1;

namespace Cairn.Client.Interceptors;

/// <summary>A signal that is to be sent.</summary>
/// <param name="Id">The workflow id.</param>
/// <param name="RunId">The run; null means the latest.</param>
/// <param name="Signal">The name of the signal.</param>
/// <param name="Args">The arguments.</param>
/// <param name="Options">What can be set for it; null means the defaults.</param>
/// <param name="Headers">Values beside the arguments; null means none.</param>
public record SignalWorkflowInput(
    string Id,
    string? RunId,
    string Signal,
    IReadOnlyCollection<object?> Args,
    WorkflowSignalOptions? Options,
    IDictionary<string, Payload>? Headers);
