namespace Cairn.Exceptions;

/// <summary>The workflow did not complete; the inner exception says how it ended.</summary>
public class WorkflowFailedException(Exception? inner) : CairnException("Workflow failed", inner);
