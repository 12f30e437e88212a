namespace Cairn.Exceptions;

/// <summary>Nobody knows here how far the update is: the time of the call was over, or it was given up.</summary>
public class WorkflowUpdateRpcTimeoutOrCanceledException(Exception? inner)
    : RpcTimeoutOrCanceledException("Timeout or cancellation waiting for update", inner);
