namespace Cairn.Exceptions;

/// <summary>Workflow code did what workflow code may not do. It fails the workflow task, not the workflow.</summary>
public class InvalidWorkflowOperationException : CairnException
{
    internal InvalidWorkflowOperationException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
