using Cairn.Workflows;

namespace Cairn.Client;

/// <content>
/// Calls of generated code, such as <c>CartWorkflowCalls.Run(customer)</c>: the same requests as those of a lambda,
/// without reflection.
/// </content>
public static partial class ICairnClientExtensions
{
    /// <summary>Starts a workflow by a call that a generated class has made.</summary>
    /// <exception cref="ArgumentException">The options have no id or no task queue.</exception>
    /// <exception cref="Exceptions.WorkflowAlreadyStartedException">The id is in use.</exception>
    /// <exception cref="Exceptions.RpcException">The server rejected the call, or could not be reached.</exception>
    public static Task<WorkflowHandle<TWorkflow, TResult>> StartWorkflowAsync<TWorkflow, TResult>(
        this ICairnClient client, WorkflowCall<TWorkflow, TResult> workflowRunCall, WorkflowOptions options)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(workflowRunCall.Target, nameof(workflowRunCall));
        ArgumentNullException.ThrowIfNull(options);
        return client.OutboundInterceptor.StartWorkflowAsync<TWorkflow, TResult>(
            new(workflowRunCall.Target.Name, workflowRunCall.Args, options, null));
    }

    /// <inheritdoc cref="StartWorkflowAsync{TWorkflow, TResult}"/>
    public static async Task<WorkflowHandle<TWorkflow>> StartWorkflowAsync<TWorkflow>(
        this ICairnClient client, WorkflowCall<TWorkflow> workflowRunCall, WorkflowOptions options)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(workflowRunCall.Target, nameof(workflowRunCall));
        ArgumentNullException.ThrowIfNull(options);
        return await client.OutboundInterceptor.StartWorkflowAsync<TWorkflow, ValueTuple>(
            new(workflowRunCall.Target.Name, workflowRunCall.Args, options, null)).ConfigureAwait(false);
    }

    /// <summary>Starts a workflow by a call that a generated class has made, and waits for its result.</summary>
    /// <exception cref="Exceptions.WorkflowAlreadyStartedException">The id is in use.</exception>
    /// <exception cref="Exceptions.WorkflowFailedException">It did not complete; see the inner exception.</exception>
    public static async Task<TResult> ExecuteWorkflowAsync<TWorkflow, TResult>(
        this ICairnClient client, WorkflowCall<TWorkflow, TResult> workflowRunCall, WorkflowOptions options)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(options);
        var handle = await client.StartWorkflowAsync(workflowRunCall, options).ConfigureAwait(false);
        return await handle.GetResultAsync(rpcOptions: options.Rpc).ConfigureAwait(false);
    }

    /// <summary>Starts a workflow by a call that a generated class has made, and waits for its end.</summary>
    /// <exception cref="Exceptions.WorkflowAlreadyStartedException">The id is in use.</exception>
    /// <exception cref="Exceptions.WorkflowFailedException">It did not complete; see the inner exception.</exception>
    public static async Task ExecuteWorkflowAsync<TWorkflow>(
        this ICairnClient client, WorkflowCall<TWorkflow> workflowRunCall, WorkflowOptions options)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(options);
        var handle = await client.StartWorkflowAsync(workflowRunCall, options).ConfigureAwait(false);
        await handle.GetResultAsync(rpcOptions: options.Rpc).ConfigureAwait(false);
    }

    /// <summary>Starts an update, and its workflow if need be, in one step.</summary>
    /// <inheritdoc cref="ICairnClient.StartUpdateWithStartWorkflowAsync(string, IReadOnlyCollection{object},
    /// WorkflowStartUpdateWithStartOptions)"/>
    public static Task<WorkflowUpdateHandle> StartUpdateWithStartWorkflowAsync<TWorkflow>(
        this ICairnClient client, UpdateCall<TWorkflow> updateCall, WorkflowStartUpdateWithStartOptions options)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(updateCall.Target, nameof(updateCall));
        return client.StartUpdateWithStartWorkflowAsync(updateCall.Target.Name, updateCall.Args, options);
    }

    /// <summary>Starts an update, and its workflow if need be, in one step.</summary>
    /// <inheritdoc cref="ICairnClient.StartUpdateWithStartWorkflowAsync(string, IReadOnlyCollection{object},
    /// WorkflowStartUpdateWithStartOptions)"/>
    public static Task<WorkflowUpdateHandle<TUpdateResult>> StartUpdateWithStartWorkflowAsync<TWorkflow, TUpdateResult>(
        this ICairnClient client,
        UpdateCall<TWorkflow, TUpdateResult> updateCall,
        WorkflowStartUpdateWithStartOptions options)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(updateCall.Target, nameof(updateCall));
        return client.StartUpdateWithStartWorkflowAsync<TUpdateResult>(
            updateCall.Target.Name, updateCall.Args, options);
    }

    /// <summary>Updates a workflow, starts it if need be, and waits for the end of the update.</summary>
    /// <exception cref="Exceptions.WorkflowUpdateFailedException">It was rejected or failed.</exception>
    public static Task ExecuteUpdateWithStartWorkflowAsync<TWorkflow>(
        this ICairnClient client, UpdateCall<TWorkflow> updateCall, WorkflowUpdateWithStartOptions options)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(updateCall.Target, nameof(updateCall));
        return client.ExecuteUpdateWithStartWorkflowAsync(updateCall.Target.Name, updateCall.Args, options);
    }

    /// <summary>Updates a workflow, starts it if need be, and waits for the result of the update.</summary>
    /// <exception cref="Exceptions.WorkflowUpdateFailedException">It was rejected or failed.</exception>
    public static Task<TUpdateResult> ExecuteUpdateWithStartWorkflowAsync<TWorkflow, TUpdateResult>(
        this ICairnClient client,
        UpdateCall<TWorkflow, TUpdateResult> updateCall,
        WorkflowUpdateWithStartOptions options)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(updateCall.Target, nameof(updateCall));
        return client.ExecuteUpdateWithStartWorkflowAsync<TUpdateResult>(
            updateCall.Target.Name, updateCall.Args, options);
    }
}
