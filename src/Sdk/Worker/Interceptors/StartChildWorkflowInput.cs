using Cairn.Api.Common.V1;
using Cairn.Sdk.Replay.Commands;
using Cairn.Workflows;

namespace Cairn.Worker.Interceptors;

/// <summary>A workflow's start of a child.</summary>
/// <param name="Workflow">The child's workflow type.</param>
/// <param name="Args">The arguments.</param>
/// <param name="Options">How to run it.</param>
/// <param name="Headers">What travels beside the arguments; null means nothing.</param>
public record StartChildWorkflowInput(
    string Workflow,
    IReadOnlyCollection<object?> Args,
    ChildWorkflowOptions Options,
    IDictionary<string, Payload>? Headers)
{
    /// <summary>Where in the workflow's source the call is.</summary>
    internal CallSite Site { get; init; }
}
