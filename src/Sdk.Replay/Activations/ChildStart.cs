using Cairn.Api.Enums.V1;
using Cairn.Api.Failure.V1;

namespace Cairn.Sdk.Replay.Activations;

/// <summary>What became of the wish to start a child.</summary>
internal abstract record ChildStart
{
    /// <summary>It runs.</summary>
    public sealed record Started(string RunId) : ChildStart;

    /// <summary>The server refused.</summary>
    public sealed record Refused(
        string WorkflowId, string WorkflowType, StartChildWorkflowExecutionFailedCause Cause) : ChildStart;

    /// <summary>It was cancelled before it began.</summary>
    public sealed record Canceled(Failure Failure) : ChildStart;
}
