using Cairn.Sdk.Replay.Commands;

namespace Cairn.Worker.Interceptors;

/// <summary>A workflow's request to another to cancel itself.</summary>
/// <param name="Id">The other's workflow id.</param>
/// <param name="RunId">The run; null means the current one.</param>
public record CancelExternalWorkflowInput(string Id, string? RunId)
{
    /// <summary>Where in the workflow's source the call is.</summary>
    internal CallSite Site { get; init; }
}
