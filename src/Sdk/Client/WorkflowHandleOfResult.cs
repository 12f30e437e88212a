namespace Cairn.Client;

/// <summary>A workflow of a known type with a known type of result.</summary>
/// <typeparam name="TWorkflow">The workflow class or its interface.</typeparam>
/// <typeparam name="TResult">The type of the result.</typeparam>
/// <inheritdoc cref="WorkflowHandle"/>
public record WorkflowHandle<TWorkflow, TResult>(
    ICairnClient Client,
    string Id,
    string? RunId = null,
    string? ResultRunId = null,
    string? FirstExecutionRunId = null)
    : WorkflowHandle<TWorkflow>(Client, Id, RunId, ResultRunId, FirstExecutionRunId)
{
    /// <summary>Waits for the result of the workflow.</summary>
    /// <param name="followRuns">True, the default, continues with each following run of the chain.</param>
    /// <param name="rpcOptions">Options of the calls.</param>
    /// <exception cref="Exceptions.WorkflowFailedException">It did not complete; see the inner exception.</exception>
    /// <exception cref="Exceptions.WorkflowContinuedAsNewException">
    /// It continued as new and followRuns is false.
    /// </exception>
    public new Task<TResult> GetResultAsync(bool followRuns = true, RpcOptions? rpcOptions = null) =>
        GetResultAsync<TResult>(followRuns, rpcOptions);
}
