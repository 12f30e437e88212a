using System.Linq.Expressions;

namespace Cairn.Client;

/// <summary>A workflow of a known type.</summary>
/// <typeparam name="TWorkflow">The workflow class or its interface.</typeparam>
/// <inheritdoc cref="WorkflowHandle"/>
public record WorkflowHandle<TWorkflow>(
    ICairnClient Client,
    string Id,
    string? RunId = null,
    string? ResultRunId = null,
    string? FirstExecutionRunId = null)
    : WorkflowHandle(Client, Id, RunId, ResultRunId, FirstExecutionRunId)
{
    /// <summary>Sends a signal by a lambda that calls its method.</summary>
    public Task SignalAsync(Expression<Func<TWorkflow, Task>> signalCall, WorkflowSignalOptions? options = null) =>
        SignalAsync<TWorkflow>(signalCall, options);

    /// <summary>Asks a question by a lambda that calls a query method or reads a query property.</summary>
    public Task<TQueryResult> QueryAsync<TQueryResult>(
        Expression<Func<TWorkflow, TQueryResult>> queryCall, WorkflowQueryOptions? options = null) =>
        QueryAsync<TWorkflow, TQueryResult>(queryCall, options);
}
