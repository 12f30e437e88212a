namespace Cairn.Exceptions;

/// <summary>A workflow of that id runs already, or has run and may not run again.</summary>
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

    /// <summary>The workflow id that is taken.</summary>
    public string WorkflowId { get; private init; }

    /// <summary>The workflow type that was asked for.</summary>
    public string WorkflowType { get; private init; }

    /// <summary>The run that has the id; empty if the server did not say.</summary>
    public string RunId { get; private init; }
}
