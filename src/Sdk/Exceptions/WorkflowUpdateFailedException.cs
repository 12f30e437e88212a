namespace Cairn.Exceptions;

/// <summary>The update was refused or its handler failed; the inner exception says why.</summary>
public class WorkflowUpdateFailedException(Exception? inner) : CairnException("Workflow update failed", inner);
