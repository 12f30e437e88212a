namespace Cairn.Exceptions;

/// <summary>A workflow with this id is open, or is closed and its id may not be used again.</summary>
public class WorkflowAlreadyStartedException : FailureException
{
    /// <summary>Creates the exception.</summary>
    public WorkflowAlreadyStartedException(string message, string workflowId, string workflowType, string runId)
        : base(message)
    {
        WorkflowId = workflowId;
        WorkflowType = workflowType;
        RunId = runId;
    }

    /// <summary>Creates the exception, for a workflow whose type is not known.</summary>
    public WorkflowAlreadyStartedException(string message, string workflowId, string runId)
        : this(message, workflowId, string.Empty, runId)
    {
    }

    /// <summary>The workflow id that is in use.</summary>
    public string WorkflowId { get; private init; }

    /// <summary>The workflow type of the rejected start; empty if it is not known.</summary>
    public string WorkflowType { get; private init; }

    /// <summary>The run id of the workflow that has the id; empty if the server does not report it.</summary>
    public string RunId { get; private init; }
}
