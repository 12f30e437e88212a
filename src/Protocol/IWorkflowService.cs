using Cairn.Api.WorkflowService.V1;

namespace Cairn.Protocol;

/// <summary>
/// The one boundary between authors and engine: the public Temporal API, one method an RPC.
/// Every method fails with <see cref="Exceptions.RpcException"/> only, whose code is the gRPC status, or, when its
/// caller gives it up by the token, with <see cref="OperationCanceledException"/>.
/// In process it is called directly; over the network the same calls travel as gRPC.
/// </summary>
public interface IWorkflowService
{
    /// <summary>Starts a workflow, or answers with the run that the request id or conflict policy points to.</summary>
    Task<StartWorkflowExecutionResponse> StartWorkflowExecutionAsync(
        StartWorkflowExecutionRequest request, RpcContext context = default);

    /// <summary>Signals the running workflow of that id, or starts one and signals it, in one step.</summary>
    Task<SignalWithStartWorkflowExecutionResponse> SignalWithStartWorkflowExecutionAsync(
        SignalWithStartWorkflowExecutionRequest request, RpcContext context = default);

    /// <summary>Waits up to 60 s for a workflow task or a query; no task token means that none came.</summary>
    Task<PollWorkflowTaskQueueResponse> PollWorkflowTaskQueueAsync(
        PollWorkflowTaskQueueRequest request, RpcContext context = default);

    /// <summary>Ends a workflow task with the commands that the workflow code decided on.</summary>
    Task<RespondWorkflowTaskCompletedResponse> RespondWorkflowTaskCompletedAsync(
        RespondWorkflowTaskCompletedRequest request, RpcContext context = default);

    /// <summary>Ends a workflow task without commands: the task is tried again, the workflow stays open.</summary>
    Task<RespondWorkflowTaskFailedResponse> RespondWorkflowTaskFailedAsync(
        RespondWorkflowTaskFailedRequest request, RpcContext context = default);

    /// <summary>Answers a query that was handed out as a task of its own.</summary>
    Task<RespondQueryTaskCompletedResponse> RespondQueryTaskCompletedAsync(
        RespondQueryTaskCompletedRequest request, RpcContext context = default);

    /// <summary>Forgets which worker has the run in its cache.</summary>
    Task<ResetStickyTaskQueueResponse> ResetStickyTaskQueueAsync(
        ResetStickyTaskQueueRequest request, RpcContext context = default);

    /// <summary>Waits up to 60 s for an activity task; no task token means that none came.</summary>
    Task<PollActivityTaskQueueResponse> PollActivityTaskQueueAsync(
        PollActivityTaskQueueRequest request, RpcContext context = default);

    /// <summary>Says that an attempt is alive, keeps its details, and learns whether it should stop.</summary>
    Task<RecordActivityTaskHeartbeatResponse> RecordActivityTaskHeartbeatAsync(
        RecordActivityTaskHeartbeatRequest request, RpcContext context = default);

    /// <summary>Ends an activity with a result.</summary>
    Task<RespondActivityTaskCompletedResponse> RespondActivityTaskCompletedAsync(
        RespondActivityTaskCompletedRequest request, RpcContext context = default);

    /// <summary>Ends an attempt with a failure; the retry policy decides what follows.</summary>
    Task<RespondActivityTaskFailedResponse> RespondActivityTaskFailedAsync(
        RespondActivityTaskFailedRequest request, RpcContext context = default);

    /// <summary>Confirms that an activity stopped because it was asked to.</summary>
    Task<RespondActivityTaskCanceledResponse> RespondActivityTaskCanceledAsync(
        RespondActivityTaskCanceledRequest request, RpcContext context = default);

    /// <summary>The same as <see cref="RecordActivityTaskHeartbeatAsync"/>, by ids instead of a token.</summary>
    Task<RecordActivityTaskHeartbeatByIdResponse> RecordActivityTaskHeartbeatByIdAsync(
        RecordActivityTaskHeartbeatByIdRequest request, RpcContext context = default);

    /// <summary>The same as <see cref="RespondActivityTaskCompletedAsync"/>, by ids instead of a token.</summary>
    Task<RespondActivityTaskCompletedByIdResponse> RespondActivityTaskCompletedByIdAsync(
        RespondActivityTaskCompletedByIdRequest request, RpcContext context = default);

    /// <summary>The same as <see cref="RespondActivityTaskFailedAsync"/>, by ids instead of a token.</summary>
    Task<RespondActivityTaskFailedByIdResponse> RespondActivityTaskFailedByIdAsync(
        RespondActivityTaskFailedByIdRequest request, RpcContext context = default);

    /// <summary>The same as <see cref="RespondActivityTaskCanceledAsync"/>, by ids instead of a token.</summary>
    Task<RespondActivityTaskCanceledByIdResponse> RespondActivityTaskCanceledByIdAsync(
        RespondActivityTaskCanceledByIdRequest request, RpcContext context = default);

    /// <summary>Sends a signal; the same request id twice is one signal.</summary>
    Task<SignalWorkflowExecutionResponse> SignalWorkflowExecutionAsync(
        SignalWorkflowExecutionRequest request, RpcContext context = default);

    /// <summary>Asks a workflow to cancel itself; a closed one or a second request is no error.</summary>
    Task<RequestCancelWorkflowExecutionResponse> RequestCancelWorkflowExecutionAsync(
        RequestCancelWorkflowExecutionRequest request, RpcContext context = default);

    /// <summary>Closes a workflow at once, without asking its code.</summary>
    Task<TerminateWorkflowExecutionResponse> TerminateWorkflowExecutionAsync(
        TerminateWorkflowExecutionRequest request, RpcContext context = default);

    /// <summary>Deletes a run, open or closed; nobody finds it any more.</summary>
    Task<DeleteWorkflowExecutionResponse> DeleteWorkflowExecutionAsync(
        DeleteWorkflowExecutionRequest request, RpcContext context = default);

    /// <summary>Calls an update handler of a workflow, and waits until it is accepted or completed.</summary>
    Task<UpdateWorkflowExecutionResponse> UpdateWorkflowExecutionAsync(
        UpdateWorkflowExecutionRequest request, RpcContext context = default);

    /// <summary>Waits for an update that was asked for before.</summary>
    Task<PollWorkflowExecutionUpdateResponse> PollWorkflowExecutionUpdateAsync(
        PollWorkflowExecutionUpdateRequest request, RpcContext context = default);

    /// <summary>Starts a workflow, if need be, and updates it, in one step.</summary>
    Task<ExecuteMultiOperationResponse> ExecuteMultiOperationAsync(
        ExecuteMultiOperationRequest request, RpcContext context = default);

    /// <summary>Lets a workflow go on from an earlier point, as another run.</summary>
    Task<ResetWorkflowExecutionResponse> ResetWorkflowExecutionAsync(
        ResetWorkflowExecutionRequest request, RpcContext context = default);

    /// <summary>Asks workflow code a question through a worker.</summary>
    Task<QueryWorkflowResponse> QueryWorkflowAsync(
        QueryWorkflowRequest request, RpcContext context = default);

    /// <summary>Holds activities of a run back, one by its id or all of a type.</summary>
    Task<PauseActivityResponse> PauseActivityAsync(
        PauseActivityRequest request, RpcContext context = default);

    /// <summary>Lets activities go on that were held back.</summary>
    Task<UnpauseActivityResponse> UnpauseActivityAsync(
        UnpauseActivityRequest request, RpcContext context = default);

    /// <summary>Begins activities anew, at attempt 1.</summary>
    Task<ResetActivityResponse> ResetActivityAsync(
        ResetActivityRequest request, RpcContext context = default);

    /// <summary>Changes timeouts, retry policy, queue or priority of pending activities.</summary>
    Task<UpdateActivityOptionsResponse> UpdateActivityOptionsAsync(
        UpdateActivityOptionsRequest request, RpcContext context = default);

    /// <summary>Tells the state of a run and all that it waits for.</summary>
    Task<DescribeWorkflowExecutionResponse> DescribeWorkflowExecutionAsync(
        DescribeWorkflowExecutionRequest request, RpcContext context = default);

    /// <summary>Reads a page of a history; can wait for new events or for the close event.</summary>
    Task<GetWorkflowExecutionHistoryResponse> GetWorkflowExecutionHistoryAsync(
        GetWorkflowExecutionHistoryRequest request, RpcContext context = default);

    /// <summary>Lists the runs that pass a filter: the open ones first, then those closed last.</summary>
    Task<ListWorkflowExecutionsResponse> ListWorkflowExecutionsAsync(
        ListWorkflowExecutionsRequest request, RpcContext context = default);

    /// <summary>Counts the runs that pass a filter, in groups if it says so.</summary>
    Task<CountWorkflowExecutionsResponse> CountWorkflowExecutionsAsync(
        CountWorkflowExecutionsRequest request, RpcContext context = default);

    /// <summary>Lists open runs of an id or a type; older than the filter language.</summary>
    Task<ListOpenWorkflowExecutionsResponse> ListOpenWorkflowExecutionsAsync(
        ListOpenWorkflowExecutionsRequest request, RpcContext context = default);

    /// <summary>Lists closed runs of an id, a type or a status; older than the filter language.</summary>
    Task<ListClosedWorkflowExecutionsResponse> ListClosedWorkflowExecutionsAsync(
        ListClosedWorkflowExecutionsRequest request, RpcContext context = default);

    /// <summary>Tells the search attributes of all namespaces.</summary>
    Task<GetSearchAttributesResponse> GetSearchAttributesAsync(
        GetSearchAttributesRequest request, RpcContext context = default);

    /// <summary>Reads a page of a history from its end; never waits.</summary>
    Task<GetWorkflowExecutionHistoryReverseResponse> GetWorkflowExecutionHistoryReverseAsync(
        GetWorkflowExecutionHistoryReverseRequest request, RpcContext context = default);

    /// <summary>Tells the version of the server and what it can do.</summary>
    Task<GetSystemInfoResponse> GetSystemInfoAsync(
        GetSystemInfoRequest request, RpcContext context = default);

    /// <summary>Tells which server this is.</summary>
    Task<GetClusterInfoResponse> GetClusterInfoAsync(
        GetClusterInfoRequest request, RpcContext context = default);

    /// <summary>Tells the settings and limits of a namespace.</summary>
    Task<DescribeNamespaceResponse> DescribeNamespaceAsync(
        DescribeNamespaceRequest request, RpcContext context = default);

    /// <summary>Makes a namespace.</summary>
    Task<RegisterNamespaceResponse> RegisterNamespaceAsync(
        RegisterNamespaceRequest request, RpcContext context = default);

    /// <summary>Changes the settings of a namespace.</summary>
    Task<UpdateNamespaceResponse> UpdateNamespaceAsync(
        UpdateNamespaceRequest request, RpcContext context = default);

    /// <summary>Lists the namespaces, by name.</summary>
    Task<ListNamespacesResponse> ListNamespacesAsync(
        ListNamespacesRequest request, RpcContext context = default);

    /// <summary>Tells who polls a task queue, and what waits in it.</summary>
    Task<DescribeTaskQueueResponse> DescribeTaskQueueAsync(
        DescribeTaskQueueRequest request, RpcContext context = default);

    /// <summary>Tells the parts of a task queue.</summary>
    Task<ListTaskQueuePartitionsResponse> ListTaskQueuePartitionsAsync(
        ListTaskQueuePartitionsRequest request, RpcContext context = default);

    /// <summary>Says that a worker and its sticky queue are gone.</summary>
    Task<ShutdownWorkerResponse> ShutdownWorkerAsync(
        ShutdownWorkerRequest request, RpcContext context = default);

    /// <summary>
    /// Waits up to 60 s for a request to a Nexus handler. None is made yet: the answer has no task token.
    /// </summary>
    Task<PollNexusTaskQueueResponse> PollNexusTaskQueueAsync(
        PollNexusTaskQueueRequest request, RpcContext context = default);

    /// <summary>Says that workers are alive, and how they go.</summary>
    Task<RecordWorkerHeartbeatResponse> RecordWorkerHeartbeatAsync(
        RecordWorkerHeartbeatRequest request, RpcContext context = default);

    /// <summary>Lists the workers that said lately that they are alive.</summary>
    Task<ListWorkersResponse> ListWorkersAsync(
        ListWorkersRequest request, RpcContext context = default);

    /// <summary>Tells what a worker said last.</summary>
    Task<DescribeWorkerResponse> DescribeWorkerAsync(
        DescribeWorkerRequest request, RpcContext context = default);

    /// <summary>Begins to do something to all workflows that pass a filter, or to a list of them.</summary>
    Task<StartBatchOperationResponse> StartBatchOperationAsync(
        StartBatchOperationRequest request, RpcContext context = default);

    /// <summary>Stops a batch operation; what it has done stays done.</summary>
    Task<StopBatchOperationResponse> StopBatchOperationAsync(
        StopBatchOperationRequest request, RpcContext context = default);

    /// <summary>Tells how far a batch operation has come.</summary>
    Task<DescribeBatchOperationResponse> DescribeBatchOperationAsync(
        DescribeBatchOperationRequest request, RpcContext context = default);

    /// <summary>Lists batch operations, those that were started last first.</summary>
    Task<ListBatchOperationsResponse> ListBatchOperationsAsync(
        ListBatchOperationsRequest request, RpcContext context = default);

    /// <summary>Makes a schedule; the same request id twice is one schedule.</summary>
    Task<CreateScheduleResponse> CreateScheduleAsync(
        CreateScheduleRequest request, RpcContext context = default);

    /// <summary>Tells all that is known of a schedule.</summary>
    Task<DescribeScheduleResponse> DescribeScheduleAsync(
        DescribeScheduleRequest request, RpcContext context = default);

    /// <summary>Defines a schedule anew; with a conflict token, only if nobody did so in between.</summary>
    Task<UpdateScheduleResponse> UpdateScheduleAsync(
        UpdateScheduleRequest request, RpcContext context = default);

    /// <summary>Triggers, backfills, pauses or unpauses a schedule.</summary>
    Task<PatchScheduleResponse> PatchScheduleAsync(
        PatchScheduleRequest request, RpcContext context = default);

    /// <summary>Tells when a schedule would act in a stretch of time, at most 1,000 times.</summary>
    Task<ListScheduleMatchingTimesResponse> ListScheduleMatchingTimesAsync(
        ListScheduleMatchingTimesRequest request, RpcContext context = default);

    /// <summary>Removes a schedule; what it started goes on.</summary>
    Task<DeleteScheduleResponse> DeleteScheduleAsync(
        DeleteScheduleRequest request, RpcContext context = default);

    /// <summary>Lists the schedules of a namespace, page by page.</summary>
    Task<ListSchedulesResponse> ListSchedulesAsync(
        ListSchedulesRequest request, RpcContext context = default);
}
