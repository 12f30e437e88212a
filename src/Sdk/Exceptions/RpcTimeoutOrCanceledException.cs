namespace Cairn.Exceptions;

/// <summary>A call timed out or was cancelled by its caller while the server worked on it.</summary>
public class RpcTimeoutOrCanceledException(string message, Exception? inner) : CairnException(message, inner);
