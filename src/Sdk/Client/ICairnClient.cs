using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using Cairn.Client.Interceptors;
using Cairn.Client.Schedules;
using Cairn.Generated;
using Cairn.Worker;

namespace Cairn.Client;

/// <summary>Starts workflows and finds them again. It is thread-safe; make one and keep it.</summary>
public interface ICairnClient : IWorkerClient
{
    /// <summary>The calls for operators, with retries.</summary>
    /// <exception cref="InvalidOperationException">The connection was made without an operator service.</exception>
    OperatorService OperatorService { get; }

    /// <summary>The first interceptor of every call; see <see cref="CairnClientOptions.Interceptors"/>.</summary>
    ClientOutboundInterceptor OutboundInterceptor { get; }

    /// <summary>Starts a workflow by a lambda that calls its run method.</summary>
    /// <exception cref="ArgumentException">The options have no id or no task queue.</exception>
    /// <exception cref="Exceptions.WorkflowAlreadyStartedException">The id is in use.</exception>
    /// <exception cref="Exceptions.RpcException">The server rejected the call, or could not be reached.</exception>
    [RequiresUnreferencedCode(MemberReflection.Needed)]
    [RequiresDynamicCode(MemberReflection.Needed)]
    Task<WorkflowHandle<TWorkflow, TResult>> StartWorkflowAsync<TWorkflow, TResult>(
        Expression<Func<TWorkflow, Task<TResult>>> workflowRunCall, WorkflowOptions options);

    /// <inheritdoc cref="StartWorkflowAsync{TWorkflow, TResult}"/>
    [RequiresUnreferencedCode(MemberReflection.Needed)]
    [RequiresDynamicCode(MemberReflection.Needed)]
    Task<WorkflowHandle<TWorkflow>> StartWorkflowAsync<TWorkflow>(
        Expression<Func<TWorkflow, Task>> workflowRunCall, WorkflowOptions options);

    /// <summary>Starts a workflow by the name of its type.</summary>
    /// <exception cref="ArgumentException">The options have no id or no task queue.</exception>
    /// <exception cref="Exceptions.WorkflowAlreadyStartedException">The id is in use.</exception>
    /// <exception cref="Exceptions.RpcException">The server rejected the call, or could not be reached.</exception>
    Task<WorkflowHandle> StartWorkflowAsync(
        string workflow, IReadOnlyCollection<object?> args, WorkflowOptions options);

    /// <summary>A handle of a workflow that exists. Makes no call to the server.</summary>
    /// <param name="id">The workflow id.</param>
    /// <param name="runId">The run id; null means the latest run at the time of each call.</param>
    /// <param name="firstExecutionRunId">The chain of runs that may be cancelled or terminated; null means any.</param>
    WorkflowHandle GetWorkflowHandle(string id, string? runId = null, string? firstExecutionRunId = null);

    /// <inheritdoc cref="GetWorkflowHandle"/>
    WorkflowHandle<TWorkflow> GetWorkflowHandle<TWorkflow>(
        string id, string? runId = null, string? firstExecutionRunId = null);

    /// <inheritdoc cref="GetWorkflowHandle"/>
    WorkflowHandle<TWorkflow, TResult> GetWorkflowHandle<TWorkflow, TResult>(
        string id, string? runId = null, string? firstExecutionRunId = null);

    /// <summary>A handle of an activity that continues outside its worker. Makes no call to the server.</summary>
    /// <param name="taskToken">The token of one attempt, as in the activity's info.</param>
    AsyncActivityHandle GetAsyncActivityHandle(byte[] taskToken);

    /// <summary>A handle of an activity that continues outside its worker. Makes no call to the server.</summary>
    /// <param name="workflowId">The workflow id.</param>
    /// <param name="runId">The run id; null means the latest run.</param>
    /// <param name="activityId">The activity id within the run.</param>
    AsyncActivityHandle GetAsyncActivityHandle(string workflowId, string? runId, string activityId);

    /// <summary>Starts an update by a lambda, and its workflow if need be, in one step.</summary>
    /// <exception cref="ArgumentException">The options are incomplete.</exception>
    /// <exception cref="InvalidOperationException">The start operation was used before.</exception>
    /// <exception cref="Exceptions.WorkflowAlreadyStartedException">The id is in use.</exception>
    /// <exception cref="Exceptions.WorkflowUpdateRpcTimeoutOrCanceledException">
    /// The call timed out or was cancelled first.
    /// </exception>
    /// <exception cref="Exceptions.RpcException">The server rejected the call, or could not be reached.</exception>
    [RequiresUnreferencedCode(MemberReflection.Needed)]
    [RequiresDynamicCode(MemberReflection.Needed)]
    Task<WorkflowUpdateHandle> StartUpdateWithStartWorkflowAsync<TWorkflow>(
        Expression<Func<TWorkflow, Task>> updateCall, WorkflowStartUpdateWithStartOptions options);

    /// <summary>Starts an update by a lambda, and its workflow if need be, in one step.</summary>
    /// <exception cref="Exceptions.WorkflowAlreadyStartedException">The id is in use.</exception>
    /// <exception cref="Exceptions.WorkflowUpdateRpcTimeoutOrCanceledException">
    /// The call timed out or was cancelled first.
    /// </exception>
    [RequiresUnreferencedCode(MemberReflection.Needed)]
    [RequiresDynamicCode(MemberReflection.Needed)]
    Task<WorkflowUpdateHandle<TUpdateResult>> StartUpdateWithStartWorkflowAsync<TWorkflow, TUpdateResult>(
        Expression<Func<TWorkflow, Task<TUpdateResult>>> updateCall, WorkflowStartUpdateWithStartOptions options);

    /// <summary>Starts an update by name, and its workflow if need be, in one step.</summary>
    /// <exception cref="Exceptions.WorkflowAlreadyStartedException">The id is in use.</exception>
    /// <exception cref="Exceptions.WorkflowUpdateRpcTimeoutOrCanceledException">
    /// The call timed out or was cancelled first.
    /// </exception>
    Task<WorkflowUpdateHandle> StartUpdateWithStartWorkflowAsync(
        string update, IReadOnlyCollection<object?> args, WorkflowStartUpdateWithStartOptions options);

    /// <summary>Starts an update by name, and its workflow if need be, in one step.</summary>
    /// <exception cref="Exceptions.WorkflowAlreadyStartedException">The id is in use.</exception>
    /// <exception cref="Exceptions.WorkflowUpdateRpcTimeoutOrCanceledException">
    /// The call timed out or was cancelled first.
    /// </exception>
    Task<WorkflowUpdateHandle<TUpdateResult>> StartUpdateWithStartWorkflowAsync<TUpdateResult>(
        string update, IReadOnlyCollection<object?> args, WorkflowStartUpdateWithStartOptions options);

    /// <summary>Lists workflows. Each page is read when it is needed.</summary>
    /// <param name="query">The filter, in the language of Temporal's list filters; empty means all.</param>
    /// <param name="options">Its options; null means the defaults.</param>
    IAsyncEnumerable<WorkflowExecution> ListWorkflowsAsync(string query, WorkflowListOptions? options = null);

    /// <summary>Lists one page of workflows.</summary>
    /// <param name="query">The filter, in the language of Temporal's list filters; empty means all.</param>
    /// <param name="nextPageToken">The token of the previous page; null means the first page.</param>
    /// <param name="options">Its options; null means the defaults.</param>
    Task<WorkflowListPage> ListWorkflowsPaginatedAsync(
        string query, byte[]? nextPageToken, WorkflowListPaginatedOptions? options = null);

    /// <summary>Counts workflows.</summary>
    /// <param name="query">The filter; with GROUP BY it counts by values.</param>
    /// <param name="options">Its options; null means the defaults.</param>
    Task<WorkflowExecutionCount> CountWorkflowsAsync(string query, WorkflowCountOptions? options = null);

    /// <summary>Creates a schedule.</summary>
    /// <exception cref="Exceptions.ScheduleAlreadyRunningException">The id is in use.</exception>
    Task<ScheduleHandle> CreateScheduleAsync(string scheduleId, Schedule schedule, ScheduleOptions? options = null);

    /// <summary>A handle of a schedule that exists. Makes no call to the server.</summary>
    ScheduleHandle GetScheduleHandle(string scheduleId);

    /// <summary>Lists schedules. Each page is read when it is needed.</summary>
    IAsyncEnumerable<ScheduleListDescription> ListSchedulesAsync(ScheduleListOptions? options = null);
}
