using System.Linq.Expressions;
using Cairn.Client.Interceptors;
using Cairn.Client.Schedules;
using Cairn.Protocol;

namespace Cairn.Client;

/// <summary>Starts workflows and finds them again. Safe for many threads; make one and keep it.</summary>
public interface ICairnClient
{
    /// <summary>What the client does by default.</summary>
    CairnClientOptions Options { get; }

    /// <summary>The way to the server.</summary>
    ICairnConnection Connection { get; }

    /// <summary>The server's calls, with retries, for what the client has no method of its own.</summary>
    IWorkflowService WorkflowService { get; }

    /// <summary>What operators call, with retries.</summary>
    /// <exception cref="InvalidOperationException">The connection was made without them.</exception>
    IOperatorService OperatorService { get; }

    /// <summary>What every call goes through; see <see cref="CairnClientOptions.Interceptors"/>.</summary>
    ClientOutboundInterceptor OutboundInterceptor { get; }

    /// <summary>Starts a workflow by a lambda that calls its run method.</summary>
    /// <exception cref="ArgumentException">The options have no id or no task queue.</exception>
    /// <exception cref="Exceptions.WorkflowAlreadyStartedException">The id is taken.</exception>
    /// <exception cref="Exceptions.RpcException">The server refused, or could not be reached.</exception>
    Task<WorkflowHandle<TWorkflow, TResult>> StartWorkflowAsync<TWorkflow, TResult>(
        Expression<Func<TWorkflow, Task<TResult>>> workflowRunCall, WorkflowOptions options);

    /// <inheritdoc cref="StartWorkflowAsync{TWorkflow, TResult}"/>
    Task<WorkflowHandle<TWorkflow>> StartWorkflowAsync<TWorkflow>(
        Expression<Func<TWorkflow, Task>> workflowRunCall, WorkflowOptions options);

    /// <summary>Starts a workflow by the name of its type.</summary>
    /// <exception cref="ArgumentException">The options have no id or no task queue.</exception>
    /// <exception cref="Exceptions.WorkflowAlreadyStartedException">The id is taken.</exception>
    /// <exception cref="Exceptions.RpcException">The server refused, or could not be reached.</exception>
    Task<WorkflowHandle> StartWorkflowAsync(
        string workflow, IReadOnlyCollection<object?> args, WorkflowOptions options);

    /// <summary>A handle of a workflow that exists. Nothing is asked of the server.</summary>
    /// <param name="id">The workflow id.</param>
    /// <param name="runId">The run; null means the latest at the time of each call.</param>
    /// <param name="firstExecutionRunId">The first run of the chain that may be cancelled or terminated.</param>
    WorkflowHandle GetWorkflowHandle(string id, string? runId = null, string? firstExecutionRunId = null);

    /// <inheritdoc cref="GetWorkflowHandle"/>
    WorkflowHandle<TWorkflow> GetWorkflowHandle<TWorkflow>(
        string id, string? runId = null, string? firstExecutionRunId = null);

    /// <inheritdoc cref="GetWorkflowHandle"/>
    WorkflowHandle<TWorkflow, TResult> GetWorkflowHandle<TWorkflow, TResult>(
        string id, string? runId = null, string? firstExecutionRunId = null);

    /// <summary>A handle of an activity that goes on outside its worker. Nothing is asked of the server.</summary>
    /// <param name="taskToken">As the activity's info has it: one attempt.</param>
    AsyncActivityHandle GetAsyncActivityHandle(byte[] taskToken);

    /// <summary>A handle of an activity that goes on outside its worker. Nothing is asked of the server.</summary>
    /// <param name="workflowId">The workflow id.</param>
    /// <param name="runId">The run; null means the latest.</param>
    /// <param name="activityId">The id within the run.</param>
    AsyncActivityHandle GetAsyncActivityHandle(string workflowId, string? runId, string activityId);

    /// <summary>Starts an update by a lambda, and its workflow if need be, in one step.</summary>
    /// <exception cref="ArgumentException">The options are incomplete.</exception>
    /// <exception cref="InvalidOperationException">The start operation was used before.</exception>
    /// <exception cref="Exceptions.WorkflowAlreadyStartedException">The id is taken.</exception>
    /// <exception cref="Exceptions.WorkflowUpdateRpcTimeoutOrCanceledException">The call ended before.</exception>
    /// <exception cref="Exceptions.RpcException">The server refused, or could not be reached.</exception>
    Task<WorkflowUpdateHandle> StartUpdateWithStartWorkflowAsync<TWorkflow>(
        Expression<Func<TWorkflow, Task>> updateCall, WorkflowStartUpdateWithStartOptions options);

    /// <summary>Starts an update by a lambda, and its workflow if need be, in one step.</summary>
    /// <exception cref="Exceptions.WorkflowAlreadyStartedException">The id is taken.</exception>
    /// <exception cref="Exceptions.WorkflowUpdateRpcTimeoutOrCanceledException">The call ended before.</exception>
    Task<WorkflowUpdateHandle<TUpdateResult>> StartUpdateWithStartWorkflowAsync<TWorkflow, TUpdateResult>(
        Expression<Func<TWorkflow, Task<TUpdateResult>>> updateCall, WorkflowStartUpdateWithStartOptions options);

    /// <summary>Starts an update by name, and its workflow if need be, in one step.</summary>
    /// <exception cref="Exceptions.WorkflowAlreadyStartedException">The id is taken.</exception>
    /// <exception cref="Exceptions.WorkflowUpdateRpcTimeoutOrCanceledException">The call ended before.</exception>
    Task<WorkflowUpdateHandle> StartUpdateWithStartWorkflowAsync(
        string update, IReadOnlyCollection<object?> args, WorkflowStartUpdateWithStartOptions options);

    /// <summary>Starts an update by name, and its workflow if need be, in one step.</summary>
    /// <exception cref="Exceptions.WorkflowAlreadyStartedException">The id is taken.</exception>
    /// <exception cref="Exceptions.WorkflowUpdateRpcTimeoutOrCanceledException">The call ended before.</exception>
    Task<WorkflowUpdateHandle<TUpdateResult>> StartUpdateWithStartWorkflowAsync<TUpdateResult>(
        string update, IReadOnlyCollection<object?> args, WorkflowStartUpdateWithStartOptions options);

    /// <summary>Lists workflows, page by page as they are asked for.</summary>
    /// <param name="query">The filter, in the language of Temporal's list filters; empty means all.</param>
    /// <param name="options">What can be set for it; null means the defaults.</param>
    IAsyncEnumerable<WorkflowExecution> ListWorkflowsAsync(string query, WorkflowListOptions? options = null);

    /// <summary>Lists one page of workflows.</summary>
    /// <param name="query">The filter, in the language of Temporal's list filters; empty means all.</param>
    /// <param name="nextPageToken">What the page before ended with; null means the first page.</param>
    /// <param name="options">What can be set for it; null means the defaults.</param>
    Task<WorkflowListPage> ListWorkflowsPaginatedAsync(
        string query, byte[]? nextPageToken, WorkflowListPaginatedOptions? options = null);

    /// <summary>Counts workflows.</summary>
    /// <param name="query">The filter; with GROUP BY it counts by values.</param>
    /// <param name="options">What can be set for it; null means the defaults.</param>
    Task<WorkflowExecutionCount> CountWorkflowsAsync(string query, WorkflowCountOptions? options = null);

    /// <summary>Creates a schedule.</summary>
    /// <exception cref="Exceptions.ScheduleAlreadyRunningException">The id is taken.</exception>
    Task<ScheduleHandle> CreateScheduleAsync(string scheduleId, Schedule schedule, ScheduleOptions? options = null);

    /// <summary>A handle of a schedule that exists. Nothing is asked of the server.</summary>
    ScheduleHandle GetScheduleHandle(string scheduleId);

    /// <summary>Lists schedules, page by page as they are asked for.</summary>
    IAsyncEnumerable<ScheduleListDescription> ListSchedulesAsync(ScheduleListOptions? options = null);
}
