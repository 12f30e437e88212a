namespace Cairn.Client;

/// <summary>An update of a workflow with a known type of result.</summary>
/// <typeparam name="TResult">The type of the result.</typeparam>
/// <inheritdoc cref="WorkflowUpdateHandle"/>
public record WorkflowUpdateHandle<TResult>(
    ICairnClient Client, string Id, string WorkflowId, string? WorkflowRunId = null)
    : WorkflowUpdateHandle(Client, Id, WorkflowId, WorkflowRunId)
{
    /// <summary>Waits for the result of the update.</summary>
    /// <exception cref="Exceptions.WorkflowUpdateFailedException">It was rejected or failed.</exception>
    /// <exception cref="Exceptions.WorkflowUpdateRpcTimeoutOrCanceledException">
    /// The call timed out or was cancelled first.
    /// </exception>
    public new Task<TResult> GetResultAsync(RpcOptions? rpcOptions = null) => GetResultAsync<TResult>(rpcOptions);
}
