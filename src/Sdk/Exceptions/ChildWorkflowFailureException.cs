using Cairn.Api.Enums.V1;
using Cairn.Api.Failure.V1;

namespace Cairn.Exceptions;

/// <summary>A child workflow did not complete; the inner exception is the reason.</summary>
public class ChildWorkflowFailureException : FailureException
{
    /// <summary>Creates the exception of a failure that came over the wire.</summary>
    protected internal ChildWorkflowFailureException(Failure failure, Exception? inner)
        : base(failure, inner)
    {
        if (failure.ChildWorkflowExecutionFailureInfo is null)
        {
            throw new ArgumentException("Failure has no child workflow failure info", nameof(failure));
        }
    }

    /// <summary>The failure as it came over the wire.</summary>
    public new Failure Failure => base.Failure!;

    /// <summary>The namespace of the child.</summary>
    public string Namespace => Info.Namespace;

    /// <summary>The workflow id of the child.</summary>
    public string WorkflowId => Info.WorkflowExecution?.WorkflowId ?? string.Empty;

    /// <summary>The run id of the child; empty if it never started.</summary>
    public string RunId => Info.WorkflowExecution?.RunId ?? string.Empty;

    /// <summary>The workflow type of the child.</summary>
    public string WorkflowType => Info.WorkflowType?.Name ?? string.Empty;

    /// <summary>Why there was no further run.</summary>
    public RetryState RetryState => Info.RetryState;

    private protected override string What => $"workflow {WorkflowType}, id {WorkflowId}";

    private ChildWorkflowExecutionFailureInfo Info => Failure.ChildWorkflowExecutionFailureInfo;
}
