namespace Cairn.Exceptions;

/// <summary>The query failed in the worker; the message says why.</summary>
public class WorkflowQueryFailedException(string message) : CairnException(message);
