using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using Cairn.Generated;

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
    [RequiresUnreferencedCode(MemberReflection.Needed)]
    [RequiresDynamicCode(MemberReflection.Needed)]
    public Task SignalAsync(Expression<Func<TWorkflow, Task>> signalCall, WorkflowSignalOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(signalCall);
        return SignalAsync<TWorkflow>(signalCall, options);
    }

    /// <summary>Queries the workflow by a lambda that calls a query method or reads a query property.</summary>
    [RequiresUnreferencedCode(MemberReflection.Needed)]
    [RequiresDynamicCode(MemberReflection.Needed)]
    public Task<TQueryResult> QueryAsync<TQueryResult>(
        Expression<Func<TWorkflow, TQueryResult>> queryCall, WorkflowQueryOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(queryCall);
        return QueryAsync<TWorkflow, TQueryResult>(queryCall, options);
    }

    /// <summary>Starts an update by a lambda that calls its method; it needs a worker.</summary>
    /// <exception cref="ArgumentException">The options name no stage to wait for.</exception>
    [RequiresUnreferencedCode(MemberReflection.Needed)]
    [RequiresDynamicCode(MemberReflection.Needed)]
    public Task<WorkflowUpdateHandle> StartUpdateAsync(
        Expression<Func<TWorkflow, Task>> updateCall, WorkflowUpdateStartOptions options)
    {
        ArgumentNullException.ThrowIfNull(updateCall);
        ArgumentNullException.ThrowIfNull(options);
        return StartUpdateAsync<TWorkflow>(updateCall, options);
    }

    /// <summary>Starts an update by a lambda that calls its method; it needs a worker.</summary>
    /// <exception cref="ArgumentException">The options name no stage to wait for.</exception>
    [RequiresUnreferencedCode(MemberReflection.Needed)]
    [RequiresDynamicCode(MemberReflection.Needed)]
    public Task<WorkflowUpdateHandle<TUpdateResult>> StartUpdateAsync<TUpdateResult>(
        Expression<Func<TWorkflow, Task<TUpdateResult>>> updateCall, WorkflowUpdateStartOptions options)
    {
        ArgumentNullException.ThrowIfNull(updateCall);
        ArgumentNullException.ThrowIfNull(options);
        return StartUpdateAsync<TWorkflow, TUpdateResult>(updateCall, options);
    }

    /// <summary>Updates the workflow by a lambda that calls the update's method, and waits for its end.</summary>
    /// <exception cref="Exceptions.WorkflowUpdateFailedException">It was rejected or failed.</exception>
    [RequiresUnreferencedCode(MemberReflection.Needed)]
    [RequiresDynamicCode(MemberReflection.Needed)]
    public Task ExecuteUpdateAsync(
        Expression<Func<TWorkflow, Task>> updateCall, WorkflowUpdateOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(updateCall);
        return ExecuteUpdateAsync<TWorkflow>(updateCall, options);
    }

    /// <summary>Updates the workflow by a lambda that calls the update's method, and waits for its end.</summary>
    /// <exception cref="Exceptions.WorkflowUpdateFailedException">It was rejected or failed.</exception>
    [RequiresUnreferencedCode(MemberReflection.Needed)]
    [RequiresDynamicCode(MemberReflection.Needed)]
    public Task<TUpdateResult> ExecuteUpdateAsync<TUpdateResult>(
        Expression<Func<TWorkflow, Task<TUpdateResult>>> updateCall, WorkflowUpdateOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(updateCall);
        return ExecuteUpdateAsync<TWorkflow, TUpdateResult>(updateCall, options);
    }
}
