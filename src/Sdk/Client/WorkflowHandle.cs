using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using Cairn.Api.History.V1;
using Cairn.Common;
using Cairn.Generated;
using Cairn.Workflows;

namespace Cairn.Client;

/// <summary>A workflow and the calls that concern it.</summary>
/// <param name="Client">Makes the calls.</param>
/// <param name="Id">The workflow id.</param>
/// <param name="RunId">The run id for calls; null means the latest run at the time of the call.</param>
/// <param name="ResultRunId">The run whose result is awaited; null means the latest.</param>
/// <param name="FirstExecutionRunId">The chain of runs that may be cancelled or terminated; null means any.</param>
public partial record WorkflowHandle(
    ICairnClient Client,
    string Id,
    string? RunId = null,
    string? ResultRunId = null,
    string? FirstExecutionRunId = null)
{
    /// <summary>Waits for the end of the workflow.</summary>
    /// <param name="followRuns">True, the default, continues with each following run of the chain.</param>
    /// <param name="rpcOptions">Options of the calls.</param>
    /// <exception cref="Exceptions.WorkflowFailedException">It did not complete; see the inner exception.</exception>
    /// <exception cref="Exceptions.WorkflowContinuedAsNewException">
    /// It continued as new and followRuns is false.
    /// </exception>
    public Task GetResultAsync(bool followRuns = true, RpcOptions? rpcOptions = null) =>
        WorkflowResultCall.InvokeAsync(this, followRuns, rpcOptions);

    /// <summary>Waits for the result of the workflow.</summary>
    /// <param name="followRuns">True, the default, continues with each following run of the chain.</param>
    /// <param name="rpcOptions">Options of the calls.</param>
    /// <exception cref="Exceptions.WorkflowFailedException">It did not complete; see the inner exception.</exception>
    /// <exception cref="Exceptions.WorkflowContinuedAsNewException">
    /// It continued as new and followRuns is false.
    /// </exception>
    /// <exception cref="InvalidCastException">The result has another type.</exception>
    public virtual async Task<TResult> GetResultAsync<TResult>(bool followRuns = true, RpcOptions? rpcOptions = null) =>
        await Client.ValuesOf(Id).SingleAsync<TResult>(
            await WorkflowResultCall.InvokeAsync(this, followRuns, rpcOptions).ConfigureAwait(false),
            "The result of workflow",
            $"\"{Id}\"").ConfigureAwait(false);

    /// <summary>Sends a signal by a lambda that calls its method.</summary>
    [RequiresUnreferencedCode(MemberReflection.Needed)]
    [RequiresDynamicCode(MemberReflection.Needed)]
    public Task SignalAsync<TWorkflow>(
        Expression<Func<TWorkflow, Task>> signalCall, WorkflowSignalOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(signalCall);
        var (method, args) = ExpressionCall.Extract(signalCall);
        return SignalAsync(WorkflowNames.OfSignal(method), args, options);
    }

    /// <summary>Sends a signal by a call that a generated class has made.</summary>
    /// <exception cref="Exceptions.RpcException">NotFound: the workflow is closed or does not exist.</exception>
    public Task SignalAsync<TWorkflow>(SignalCall<TWorkflow> signalCall, WorkflowSignalOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(signalCall.Target, nameof(signalCall));
        return SignalAsync(signalCall.Target.Name, signalCall.Args, options);
    }

    /// <summary>Sends a signal by name.</summary>
    /// <exception cref="Exceptions.RpcException">NotFound: the workflow is closed or does not exist.</exception>
    public virtual Task SignalAsync(
        string signal, IReadOnlyCollection<object?> args, WorkflowSignalOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(signal);
        ArgumentNullException.ThrowIfNull(args);
        return Client.OutboundInterceptor.SignalWorkflowAsync(new(Id, RunId, signal, args, options, null));
    }

    /// <summary>Queries the workflow by a lambda that calls a query method or reads a query property.</summary>
    [RequiresUnreferencedCode(MemberReflection.Needed)]
    [RequiresDynamicCode(MemberReflection.Needed)]
    public Task<TQueryResult> QueryAsync<TWorkflow, TQueryResult>(
        Expression<Func<TWorkflow, TQueryResult>> queryCall, WorkflowQueryOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(queryCall);
        if (ExpressionCall.Property(queryCall) is { } property)
        {
            return QueryAsync<TQueryResult>(WorkflowNames.OfQuery(property), [], options);
        }

        var (method, args) = ExpressionCall.Extract(queryCall);
        return QueryAsync<TQueryResult>(WorkflowNames.OfQuery(method), args, options);
    }

    /// <summary>Queries the workflow by a call that a generated class has made.</summary>
    /// <exception cref="Exceptions.WorkflowQueryFailedException">The query failed in the worker.</exception>
    /// <exception cref="Exceptions.WorkflowQueryRejectedException">The reject condition is met.</exception>
    public Task<TQueryResult> QueryAsync<TWorkflow, TQueryResult>(
        QueryCall<TWorkflow, TQueryResult> queryCall, WorkflowQueryOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(queryCall.Target, nameof(queryCall));
        return QueryAsync<TQueryResult>(queryCall.Target.Name, queryCall.Args, options);
    }

    /// <summary>Queries the workflow by name. It needs a worker, even if the workflow is closed.</summary>
    /// <exception cref="Exceptions.WorkflowQueryFailedException">The query failed in the worker.</exception>
    /// <exception cref="Exceptions.WorkflowQueryRejectedException">The reject condition is met.</exception>
    public virtual Task<TQueryResult> QueryAsync<TQueryResult>(
        string query, IReadOnlyCollection<object?> args, WorkflowQueryOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(args);
        return Client.OutboundInterceptor.QueryWorkflowAsync<TQueryResult>(new(Id, RunId, query, args, options, null));
    }

    /// <summary>Reads the state of the workflow, and the tasks that it waits for.</summary>
    public virtual Task<WorkflowExecutionDescription> DescribeAsync(WorkflowDescribeOptions? options = null) =>
        Client.OutboundInterceptor.DescribeWorkflowAsync(new(Id, RunId, options));

    /// <summary>Requests the cancellation of the workflow. A repeated request is not an error.</summary>
    public virtual Task CancelAsync(WorkflowCancelOptions? options = null) =>
        Client.OutboundInterceptor.CancelWorkflowAsync(new(Id, RunId, FirstExecutionRunId, options));

    /// <summary>Closes the workflow at once. Its code does not run again.</summary>
    public virtual Task TerminateAsync(string? reason = null, WorkflowTerminateOptions? options = null) =>
        Client.OutboundInterceptor.TerminateWorkflowAsync(new(Id, RunId, FirstExecutionRunId, reason, options));

    /// <summary>Reads the whole history of the run.</summary>
    public virtual async Task<WorkflowHistory> FetchHistoryAsync(WorkflowHistoryEventFetchOptions? options = null)
    {
        var events = new List<HistoryEvent>();
        await foreach (var historyEvent in FetchHistoryEventsAsync(options).ConfigureAwait(false))
        {
            events.Add(historyEvent);
        }

        return new(Id, events);
    }

    /// <summary>Reads the history of the run. Each page is read when it is needed.</summary>
    public virtual IAsyncEnumerable<HistoryEvent> FetchHistoryEventsAsync(
        WorkflowHistoryEventFetchOptions? options = null) =>
        WorkflowHistoryCall.InvokeAsync(Client, Id, RunId, options ?? new());
}
