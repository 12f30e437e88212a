namespace Cairn.Exceptions;

/// <summary>The update was rejected or its handler failed; the inner exception is the reason.</summary>
public class WorkflowUpdateFailedException(Exception? inner) : CairnException("Workflow update failed", inner);
