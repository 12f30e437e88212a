using Cairn.Api.Update.V1;

namespace Cairn.Client;

/// <summary>An update of a workflow.</summary>
/// <param name="Client">Makes the calls.</param>
/// <param name="Id">The id of the update.</param>
/// <param name="WorkflowId">The workflow id.</param>
/// <param name="WorkflowRunId">The run id; null means the latest run.</param>
public record WorkflowUpdateHandle(ICairnClient Client, string Id, string WorkflowId, string? WorkflowRunId = null)
{
    /// <summary>The outcome, if the answer to the start had it; then no call is needed.</summary>
    internal Outcome? KnownOutcome { get; init; }

    /// <summary>Waits for the end of the update.</summary>
    /// <exception cref="Exceptions.WorkflowUpdateFailedException">It was rejected or failed.</exception>
    /// <exception cref="Exceptions.WorkflowUpdateRpcTimeoutOrCanceledException">
    /// The call timed out or was cancelled first.
    /// </exception>
    public Task GetResultAsync(RpcOptions? rpcOptions = null) => WorkflowUpdateResultCall.InvokeAsync(this, rpcOptions);

    /// <summary>Waits for the result of the update.</summary>
    /// <exception cref="Exceptions.WorkflowUpdateFailedException">It was rejected or failed.</exception>
    /// <exception cref="Exceptions.WorkflowUpdateRpcTimeoutOrCanceledException">
    /// The call timed out or was cancelled first.
    /// </exception>
    /// <exception cref="InvalidCastException">The result has another type.</exception>
    public virtual async Task<TResult> GetResultAsync<TResult>(RpcOptions? rpcOptions = null) =>
        await Client.ValuesOf(WorkflowId).SingleAsync<TResult>(
            await WorkflowUpdateResultCall.InvokeAsync(this, rpcOptions).ConfigureAwait(false),
            "The result of update",
            $"\"{Id}\" of workflow \"{WorkflowId}\"").ConfigureAwait(false);
}
