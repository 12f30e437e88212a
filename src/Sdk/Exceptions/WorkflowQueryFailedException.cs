namespace Cairn.Exceptions;

/// <summary>
/// The query failed in the worker; the message says why, and the inner exception where, if the worker reported it.
/// </summary>
public class WorkflowQueryFailedException(string message, Exception? inner = null) : CairnException(message, inner);
