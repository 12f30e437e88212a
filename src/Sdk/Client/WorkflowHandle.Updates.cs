using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using Cairn.Common;
using Cairn.Generated;
using Cairn.Workflows;

namespace Cairn.Client;

public partial record WorkflowHandle
{
    /// <summary>Starts an update by a lambda that calls its method.</summary>
    /// <exception cref="ArgumentException">The options name no stage to wait for.</exception>
    /// <exception cref="Exceptions.WorkflowUpdateRpcTimeoutOrCanceledException">
    /// The call timed out or was cancelled first.
    /// </exception>
    /// <exception cref="Exceptions.RpcException">NotFound: the workflow is closed or does not exist.</exception>
    [RequiresUnreferencedCode(MemberReflection.Needed)]
    [RequiresDynamicCode(MemberReflection.Needed)]
    public async Task<WorkflowUpdateHandle> StartUpdateAsync<TWorkflow>(
        Expression<Func<TWorkflow, Task>> updateCall, WorkflowUpdateStartOptions options)
    {
        ArgumentNullException.ThrowIfNull(updateCall);
        ArgumentNullException.ThrowIfNull(options);
        var (method, args) = ExpressionCall.Extract(updateCall);
        return await StartUpdateAsync<ValueTuple>(WorkflowNames.OfUpdate(method), args, options).ConfigureAwait(false);
    }

    /// <summary>Starts an update by a lambda that calls its method.</summary>
    /// <exception cref="ArgumentException">The options name no stage to wait for.</exception>
    /// <exception cref="Exceptions.WorkflowUpdateRpcTimeoutOrCanceledException">
    /// The call timed out or was cancelled first.
    /// </exception>
    /// <exception cref="Exceptions.RpcException">NotFound: the workflow is closed or does not exist.</exception>
    [RequiresUnreferencedCode(MemberReflection.Needed)]
    [RequiresDynamicCode(MemberReflection.Needed)]
    public Task<WorkflowUpdateHandle<TUpdateResult>> StartUpdateAsync<TWorkflow, TUpdateResult>(
        Expression<Func<TWorkflow, Task<TUpdateResult>>> updateCall, WorkflowUpdateStartOptions options)
    {
        ArgumentNullException.ThrowIfNull(updateCall);
        ArgumentNullException.ThrowIfNull(options);
        var (method, args) = ExpressionCall.Extract(updateCall);
        return StartUpdateAsync<TUpdateResult>(WorkflowNames.OfUpdate(method), args, options);
    }

    /// <summary>Starts an update by a call that a generated class has made.</summary>
    /// <exception cref="ArgumentException">The options name no stage to wait for.</exception>
    /// <exception cref="Exceptions.WorkflowUpdateRpcTimeoutOrCanceledException">
    /// The call timed out or was cancelled first.
    /// </exception>
    /// <exception cref="Exceptions.RpcException">NotFound: the workflow is closed or does not exist.</exception>
    public Task<WorkflowUpdateHandle> StartUpdateAsync<TWorkflow>(
        UpdateCall<TWorkflow> updateCall, WorkflowUpdateStartOptions options)
    {
        ArgumentNullException.ThrowIfNull(updateCall.Target, nameof(updateCall));
        return StartUpdateAsync(updateCall.Target.Name, updateCall.Args, options);
    }

    /// <inheritdoc cref="StartUpdateAsync{TWorkflow}(UpdateCall{TWorkflow}, WorkflowUpdateStartOptions)"/>
    public Task<WorkflowUpdateHandle<TUpdateResult>> StartUpdateAsync<TWorkflow, TUpdateResult>(
        UpdateCall<TWorkflow, TUpdateResult> updateCall, WorkflowUpdateStartOptions options)
    {
        ArgumentNullException.ThrowIfNull(updateCall.Target, nameof(updateCall));
        return StartUpdateAsync<TUpdateResult>(updateCall.Target.Name, updateCall.Args, options);
    }

    /// <summary>Starts an update by name.</summary>
    /// <exception cref="ArgumentException">The options name no stage to wait for.</exception>
    /// <exception cref="Exceptions.WorkflowUpdateRpcTimeoutOrCanceledException">
    /// The call timed out or was cancelled first.
    /// </exception>
    /// <exception cref="Exceptions.RpcException">NotFound: the workflow is closed or does not exist.</exception>
    public async Task<WorkflowUpdateHandle> StartUpdateAsync(
        string update, IReadOnlyCollection<object?> args, WorkflowUpdateStartOptions options)
    {
        ArgumentNullException.ThrowIfNull(update);
        ArgumentNullException.ThrowIfNull(args);
        ArgumentNullException.ThrowIfNull(options);
        return await StartUpdateAsync<ValueTuple>(update, args, options).ConfigureAwait(false);
    }

    /// <summary>Starts an update by name; it needs a worker.</summary>
    /// <exception cref="ArgumentException">The options name no stage to wait for.</exception>
    /// <exception cref="Exceptions.WorkflowUpdateRpcTimeoutOrCanceledException">
    /// The call timed out or was cancelled first.
    /// </exception>
    /// <exception cref="Exceptions.RpcException">NotFound: the workflow is closed or does not exist.</exception>
    public virtual Task<WorkflowUpdateHandle<TUpdateResult>> StartUpdateAsync<TUpdateResult>(
        string update, IReadOnlyCollection<object?> args, WorkflowUpdateStartOptions options)
    {
        ArgumentNullException.ThrowIfNull(update);
        ArgumentNullException.ThrowIfNull(args);
        ArgumentNullException.ThrowIfNull(options);
        return Client.OutboundInterceptor.StartWorkflowUpdateAsync<TUpdateResult>(
            new(Id, RunId, FirstExecutionRunId, update, args, options, null));
    }

    /// <summary>Updates the workflow by a lambda that calls the update's method, and waits for its end.</summary>
    /// <exception cref="Exceptions.WorkflowUpdateFailedException">It was rejected or failed.</exception>
    [RequiresUnreferencedCode(MemberReflection.Needed)]
    [RequiresDynamicCode(MemberReflection.Needed)]
    public async Task ExecuteUpdateAsync<TWorkflow>(
        Expression<Func<TWorkflow, Task>> updateCall, WorkflowUpdateOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(updateCall);
        var handle = await StartUpdateAsync(updateCall, ToCompletion(options)).ConfigureAwait(false);
        await handle.GetResultAsync(options?.Rpc).ConfigureAwait(false);
    }

    /// <summary>Updates the workflow by a lambda that calls the update's method, and waits for its result.</summary>
    /// <exception cref="Exceptions.WorkflowUpdateFailedException">It was rejected or failed.</exception>
    [RequiresUnreferencedCode(MemberReflection.Needed)]
    [RequiresDynamicCode(MemberReflection.Needed)]
    public async Task<TUpdateResult> ExecuteUpdateAsync<TWorkflow, TUpdateResult>(
        Expression<Func<TWorkflow, Task<TUpdateResult>>> updateCall, WorkflowUpdateOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(updateCall);
        var handle = await StartUpdateAsync(updateCall, ToCompletion(options)).ConfigureAwait(false);
        return await handle.GetResultAsync(options?.Rpc).ConfigureAwait(false);
    }

    /// <summary>Updates the workflow by a call that a generated class has made, and waits for its end.</summary>
    /// <exception cref="Exceptions.WorkflowUpdateFailedException">It was rejected or failed.</exception>
    public Task ExecuteUpdateAsync<TWorkflow>(UpdateCall<TWorkflow> updateCall, WorkflowUpdateOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(updateCall.Target, nameof(updateCall));
        return ExecuteUpdateAsync(updateCall.Target.Name, updateCall.Args, options);
    }

    /// <summary>Updates the workflow by a call that a generated class has made, and waits for its result.</summary>
    /// <exception cref="Exceptions.WorkflowUpdateFailedException">It was rejected or failed.</exception>
    public Task<TUpdateResult> ExecuteUpdateAsync<TWorkflow, TUpdateResult>(
        UpdateCall<TWorkflow, TUpdateResult> updateCall, WorkflowUpdateOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(updateCall.Target, nameof(updateCall));
        return ExecuteUpdateAsync<TUpdateResult>(updateCall.Target.Name, updateCall.Args, options);
    }

    /// <summary>Updates the workflow by the name of the update, and waits for its end.</summary>
    /// <exception cref="Exceptions.WorkflowUpdateFailedException">It was rejected or failed.</exception>
    public async Task ExecuteUpdateAsync(
        string update, IReadOnlyCollection<object?> args, WorkflowUpdateOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(update);
        ArgumentNullException.ThrowIfNull(args);
        var handle = await StartUpdateAsync(update, args, ToCompletion(options)).ConfigureAwait(false);
        await handle.GetResultAsync(options?.Rpc).ConfigureAwait(false);
    }

    /// <summary>Updates the workflow by the name of the update, and waits for its result.</summary>
    /// <exception cref="Exceptions.WorkflowUpdateFailedException">It was rejected or failed.</exception>
    public async Task<TUpdateResult> ExecuteUpdateAsync<TUpdateResult>(
        string update, IReadOnlyCollection<object?> args, WorkflowUpdateOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(update);
        ArgumentNullException.ThrowIfNull(args);
        var handle = await StartUpdateAsync<TUpdateResult>(update, args, ToCompletion(options)).ConfigureAwait(false);
        return await handle.GetResultAsync(options?.Rpc).ConfigureAwait(false);
    }

    /// <summary>A handle of an update that was started. Makes no call to the server.</summary>
    public WorkflowUpdateHandle GetUpdateHandle(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return new(Client, id, Id, RunId);
    }

    /// <summary>A handle of an update that was started. Makes no call to the server.</summary>
    public WorkflowUpdateHandle<TUpdateResult> GetUpdateHandle<TUpdateResult>(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return new(Client, id, Id, RunId);
    }

    private static WorkflowUpdateStartOptions ToCompletion(WorkflowUpdateOptions? options) =>
        new(WorkflowUpdateStage.Completed) { Id = options?.Id, Rpc = options?.Rpc };
}
