using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using Cairn.Common;
using Cairn.Generated;

namespace Cairn.Client;

/// <summary>Starting a workflow and waiting for its result, in one call.</summary>
public static partial class ICairnClientExtensions
{
    /// <summary>Starts a workflow by a lambda and waits for its result.</summary>
    [RequiresUnreferencedCode(MemberReflection.Needed)]
    [RequiresDynamicCode(MemberReflection.Needed)]
    public static async Task<TResult> ExecuteWorkflowAsync<TWorkflow, TResult>(
        this ICairnClient client, Expression<Func<TWorkflow, Task<TResult>>> workflowRunCall, WorkflowOptions options)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(workflowRunCall);
        ArgumentNullException.ThrowIfNull(options);
        var handle = await client.StartWorkflowAsync(workflowRunCall, options).ConfigureAwait(false);
        return await handle.GetResultAsync(rpcOptions: options.Rpc).ConfigureAwait(false);
    }

    /// <summary>Starts a workflow by a lambda and waits for its end.</summary>
    [RequiresUnreferencedCode(MemberReflection.Needed)]
    [RequiresDynamicCode(MemberReflection.Needed)]
    public static async Task ExecuteWorkflowAsync<TWorkflow>(
        this ICairnClient client, Expression<Func<TWorkflow, Task>> workflowRunCall, WorkflowOptions options)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(workflowRunCall);
        ArgumentNullException.ThrowIfNull(options);
        var handle = await client.StartWorkflowAsync(workflowRunCall, options).ConfigureAwait(false);
        await handle.GetResultAsync(rpcOptions: options.Rpc).ConfigureAwait(false);
    }

    /// <summary>Starts a workflow by name and waits for its end.</summary>
    public static async Task ExecuteWorkflowAsync(
        this ICairnClient client, string workflow, IReadOnlyCollection<object?> args, WorkflowOptions options)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(workflow);
        ArgumentNullException.ThrowIfNull(args);
        ArgumentNullException.ThrowIfNull(options);
        var handle = await client.StartWorkflowAsync(workflow, args, options).ConfigureAwait(false);
        await handle.GetResultAsync(rpcOptions: options.Rpc).ConfigureAwait(false);
    }

    /// <summary>Starts a workflow by name and waits for its result.</summary>
    public static async Task<TResult> ExecuteWorkflowAsync<TResult>(
        this ICairnClient client, string workflow, IReadOnlyCollection<object?> args, WorkflowOptions options)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(workflow);
        ArgumentNullException.ThrowIfNull(args);
        ArgumentNullException.ThrowIfNull(options);
        var handle = await client.StartWorkflowAsync(workflow, args, options).ConfigureAwait(false);
        return await handle.GetResultAsync<TResult>(rpcOptions: options.Rpc).ConfigureAwait(false);
    }

    /// <summary>Updates a workflow by a lambda, starts it if need be, and waits for the end of the update.</summary>
    [RequiresUnreferencedCode(MemberReflection.Needed)]
    [RequiresDynamicCode(MemberReflection.Needed)]
    public static async Task ExecuteUpdateWithStartWorkflowAsync<TWorkflow>(
        this ICairnClient client,
        Expression<Func<TWorkflow, Task>> updateCall,
        WorkflowUpdateWithStartOptions options)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(updateCall);
        ArgumentNullException.ThrowIfNull(options);
        var handle = await client.StartUpdateWithStartWorkflowAsync(updateCall, ToCompletion(options))
            .ConfigureAwait(false);
        await handle.GetResultAsync(options.Rpc).ConfigureAwait(false);
    }

    /// <summary>Updates a workflow by a lambda, starts it if need be, and waits for the result of the update.</summary>
    [RequiresUnreferencedCode(MemberReflection.Needed)]
    [RequiresDynamicCode(MemberReflection.Needed)]
    public static async Task<TUpdateResult> ExecuteUpdateWithStartWorkflowAsync<TWorkflow, TUpdateResult>(
        this ICairnClient client,
        Expression<Func<TWorkflow, Task<TUpdateResult>>> updateCall,
        WorkflowUpdateWithStartOptions options)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(updateCall);
        ArgumentNullException.ThrowIfNull(options);
        var handle = await client.StartUpdateWithStartWorkflowAsync(updateCall, ToCompletion(options))
            .ConfigureAwait(false);
        return await handle.GetResultAsync(options.Rpc).ConfigureAwait(false);
    }

    /// <summary>Updates a workflow by name, starts it if need be, and waits for the end of the update.</summary>
    public static async Task ExecuteUpdateWithStartWorkflowAsync(
        this ICairnClient client,
        string update,
        IReadOnlyCollection<object?> args,
        WorkflowUpdateWithStartOptions options)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(update);
        ArgumentNullException.ThrowIfNull(args);
        ArgumentNullException.ThrowIfNull(options);
        var handle = await client.StartUpdateWithStartWorkflowAsync(update, args, ToCompletion(options))
            .ConfigureAwait(false);
        await handle.GetResultAsync(options.Rpc).ConfigureAwait(false);
    }

    /// <summary>Updates a workflow by name, starts it if need be, and waits for the result of the update.</summary>
    public static async Task<TUpdateResult> ExecuteUpdateWithStartWorkflowAsync<TUpdateResult>(
        this ICairnClient client,
        string update,
        IReadOnlyCollection<object?> args,
        WorkflowUpdateWithStartOptions options)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(update);
        ArgumentNullException.ThrowIfNull(args);
        ArgumentNullException.ThrowIfNull(options);
        var handle = await client.StartUpdateWithStartWorkflowAsync<TUpdateResult>(
            update, args, ToCompletion(options)).ConfigureAwait(false);
        return await handle.GetResultAsync(options.Rpc).ConfigureAwait(false);
    }

    /// <summary>Lists workflows and reads the history of each.</summary>
    public static async IAsyncEnumerable<WorkflowHistory> ListWorkflowHistoriesAsync(
        this ICairnClient client,
        string query,
        WorkflowListOptions? listOptions = null,
        WorkflowHistoryEventFetchOptions? historyFetchOptions = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(query);
        await foreach (var workflow in client.ListWorkflowsAsync(query, listOptions).ConfigureAwait(false))
        {
            yield return await client.GetWorkflowHandle(workflow.Id, workflow.RunId)
                .FetchHistoryAsync(historyFetchOptions).ConfigureAwait(false);
        }
    }

    private static WorkflowStartUpdateWithStartOptions ToCompletion(WorkflowUpdateWithStartOptions options) =>
        new()
        {
            Id = options.Id,
            Rpc = options.Rpc,
            StartWorkflowOperation = options.StartWorkflowOperation,
            WaitForStage = WorkflowUpdateStage.Completed,
        };
}
