namespace Cairn.Exceptions;

/// <summary>The wait for an update timed out or was cancelled. The state of the update is not known.</summary>
public class WorkflowUpdateRpcTimeoutOrCanceledException(Exception? inner)
    : RpcTimeoutOrCanceledException("Timeout or cancellation waiting for update", inner);
