namespace Cairn.Exceptions;

/// <summary>The time of a call was over, or its caller gave it up, while the server worked on it.</summary>
public class RpcTimeoutOrCanceledException(string message, Exception? inner) : CairnException(message, inner);
