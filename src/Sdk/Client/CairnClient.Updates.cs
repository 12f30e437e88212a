using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using Cairn.Common;
using Cairn.Generated;

namespace Cairn.Client;

public partial class CairnClient
{
    /// <inheritdoc/>
    [RequiresUnreferencedCode(MemberReflection.Needed)]
    [RequiresDynamicCode(MemberReflection.Needed)]
    public async Task<WorkflowUpdateHandle> StartUpdateWithStartWorkflowAsync<TWorkflow>(
        Expression<Func<TWorkflow, Task>> updateCall, WorkflowStartUpdateWithStartOptions options)
    {
        ArgumentNullException.ThrowIfNull(updateCall);
        ArgumentNullException.ThrowIfNull(options);
        var (method, args) = ExpressionCall.Extract(updateCall);
        return await StartUpdateWithStartWorkflowAsync<ValueTuple>(WorkflowNames.OfUpdate(method), args, options)
            .ConfigureAwait(false);
    }

    /// <inheritdoc/>
    [RequiresUnreferencedCode(MemberReflection.Needed)]
    [RequiresDynamicCode(MemberReflection.Needed)]
    public Task<WorkflowUpdateHandle<TUpdateResult>> StartUpdateWithStartWorkflowAsync<TWorkflow, TUpdateResult>(
        Expression<Func<TWorkflow, Task<TUpdateResult>>> updateCall, WorkflowStartUpdateWithStartOptions options)
    {
        ArgumentNullException.ThrowIfNull(updateCall);
        ArgumentNullException.ThrowIfNull(options);
        var (method, args) = ExpressionCall.Extract(updateCall);
        return StartUpdateWithStartWorkflowAsync<TUpdateResult>(WorkflowNames.OfUpdate(method), args, options);
    }

    /// <inheritdoc/>
    public async Task<WorkflowUpdateHandle> StartUpdateWithStartWorkflowAsync(
        string update, IReadOnlyCollection<object?> args, WorkflowStartUpdateWithStartOptions options)
    {
        ArgumentNullException.ThrowIfNull(update);
        ArgumentNullException.ThrowIfNull(args);
        ArgumentNullException.ThrowIfNull(options);
        return await StartUpdateWithStartWorkflowAsync<ValueTuple>(update, args, options).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task<WorkflowUpdateHandle<TUpdateResult>> StartUpdateWithStartWorkflowAsync<TUpdateResult>(
        string update, IReadOnlyCollection<object?> args, WorkflowStartUpdateWithStartOptions options)
    {
        ArgumentNullException.ThrowIfNull(update);
        ArgumentNullException.ThrowIfNull(args);
        ArgumentNullException.ThrowIfNull(options);
        return OutboundInterceptor.StartUpdateWithStartWorkflowAsync<TUpdateResult>(new(update, args, options, null));
    }
}
