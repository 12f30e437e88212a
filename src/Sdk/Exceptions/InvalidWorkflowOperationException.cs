namespace Cairn.Exceptions;

/// <summary>Workflow code did something that it must not do. It fails the workflow task, not the workflow.</summary>
public class InvalidWorkflowOperationException : CairnException
{
    internal InvalidWorkflowOperationException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
