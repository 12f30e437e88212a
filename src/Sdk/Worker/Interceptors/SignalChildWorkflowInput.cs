using Cairn.Api.Common.V1;
using Cairn.Sdk.Replay.Commands;
using Cairn.Workflows;

namespace Cairn.Worker.Interceptors;

/// <summary>A workflow's signal to its child.</summary>
/// <param name="Id">The child's workflow id.</param>
/// <param name="Signal">The signal's name.</param>
/// <param name="Args">The arguments.</param>
/// <param name="Options">How to send it; null means as usual.</param>
/// <param name="Headers">What travels beside the arguments; null means nothing.</param>
public record SignalChildWorkflowInput(
    string Id,
    string Signal,
    IReadOnlyCollection<object?> Args,
    ChildWorkflowSignalOptions? Options,
    IDictionary<string, Payload>? Headers)
{
    /// <summary>Where in the workflow's source the call is.</summary>
    internal CallSite Site { get; init; }
}
