using Cairn.Api.Enums.V1;
using Cairn.Api.Failure.V1;

namespace Cairn.Sdk.Replay.Activations;

/// <summary>How the start of a child ended.</summary>
internal abstract record ChildStart
{
    /// <summary>The child has started.</summary>
    public sealed record Started(string RunId) : ChildStart;

    /// <summary>The server refused to start it.</summary>
    public sealed record Refused(
        string WorkflowId, string WorkflowType, StartChildWorkflowExecutionFailedCause Cause) : ChildStart;

    /// <summary>It was cancelled before it started.</summary>
    public sealed record Canceled(Failure Failure) : ChildStart;
}
