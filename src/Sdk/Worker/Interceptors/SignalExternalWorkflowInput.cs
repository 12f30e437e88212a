using Cairn.Api.Common.V1;
using Cairn.Sdk.Replay.Commands;
using Cairn.Workflows;

namespace Cairn.Worker.Interceptors;

/// <summary>A workflow's signal to another.</summary>
/// <param name="Id">The other's workflow id.</param>
/// <param name="RunId">The run; null means the current one.</param>
/// <param name="Signal">The signal's name.</param>
/// <param name="Args">The arguments.</param>
/// <param name="Options">How to send it; null means as usual.</param>
/// <param name="Headers">What travels beside the arguments; null means nothing.</param>
public record SignalExternalWorkflowInput(
    string Id,
    string? RunId,
    string Signal,
    IReadOnlyCollection<object?> Args,
    ExternalWorkflowSignalOptions? Options,
    IDictionary<string, Payload>? Headers)
{
    /// <summary>Where in the workflow's source the call is.</summary>
    internal CallSite Site { get; init; }
}
