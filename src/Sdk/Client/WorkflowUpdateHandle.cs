using Cairn.Api.Update.V1;

namespace Cairn.Client;

/// <summary>An update of a workflow.</summary>
/// <param name="Client">Makes the calls.</param>
/// <param name="Id">The id of the update.</param>
/// <param name="WorkflowId">The workflow id.</param>
/// <param name="WorkflowRunId">The run; null means the latest.</param>
public record WorkflowUpdateHandle(ICairnClient Client, string Id, string WorkflowId, string? WorkflowRunId = null)
{
    /// <summary>How it ended, if that came with its start; no call is needed then.</summary>
    internal Outcome? KnownOutcome { get; init; }

    /// <summary>Waits for the end of the update.</summary>
    /// <exception cref="Exceptions.WorkflowUpdateFailedException">It was refused or failed.</exception>
    /// <exception cref="Exceptions.WorkflowUpdateRpcTimeoutOrCanceledException">The call ended before.</exception>
    public Task GetResultAsync(RpcOptions? rpcOptions = null) => WorkflowUpdateResultCall.InvokeAsync(this, rpcOptions);

    /// <summary>Waits for the result of the update.</summary>
    /// <exception cref="Exceptions.WorkflowUpdateFailedException">It was refused or failed.</exception>
    /// <exception cref="Exceptions.WorkflowUpdateRpcTimeoutOrCanceledException">The call ended before.</exception>
    /// <exception cref="InvalidCastException">The result has another type.</exception>
    public virtual async Task<TResult> GetResultAsync<TResult>(RpcOptions? rpcOptions = null) =>
        await ValuePayloads.SingleAsync<TResult>(
            Client.Options.DataConverter,
            await WorkflowUpdateResultCall.InvokeAsync(this, rpcOptions).ConfigureAwait(false),
            "The result of update",
            $"\"{Id}\" of workflow \"{WorkflowId}\"").ConfigureAwait(false);
}
