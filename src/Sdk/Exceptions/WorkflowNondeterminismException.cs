namespace Cairn.Exceptions;

/// <summary>Workflow code did something else on replay than its history says.</summary>
public class WorkflowNondeterminismException : InvalidWorkflowOperationException
{
    internal WorkflowNondeterminismException(string message)
        : base(message)
    {
    }
}
