using Cairn.Exceptions;

namespace Cairn.Testing;

/// <summary>
/// A task of a workflow failed, so the workflow does not go on until its code is mended: the call that waits for it
/// fails at once. The inner exception is what the code threw.
/// </summary>
public class WorkflowTaskFailedException : CairnException
{
    internal WorkflowTaskFailedException(string workflowId, string runId, string? workflowType, Exception cause)
        : base(
            $"A task of workflow {workflowId}{(workflowType is null ? "" : $" ({workflowType})")}, run {runId}, "
            + $"failed: {cause.Message}. The workflow waits until its code is mended.",
            cause)
    {
        WorkflowId = workflowId;
        RunId = runId;
        WorkflowType = workflowType;
    }

    /// <summary>The workflow whose task failed; it may be a child of the awaited one.</summary>
    public string WorkflowId { get; private init; }

    /// <summary>Its run.</summary>
    public string RunId { get; private init; }

    /// <summary>Its type; null if it is not known.</summary>
    public string? WorkflowType { get; private init; }
}
