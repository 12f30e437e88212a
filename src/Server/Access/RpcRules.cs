using System.Collections.Frozen;
using Cairn.Runtime.Access;

namespace Cairn.Server.Access;

/// <summary>
/// Who may call which RPC: the table of Temporal's default authorizer, with a role for workers that is enough for what
/// they call. An RPC that is not here is for administrators of the server.
/// </summary>
internal static class RpcRules
{
    private static readonly RpcRule Unknown = new(RpcScope.Server, Role.Admin);

    private static readonly FrozenDictionary<string, RpcRule> ByName = Rows()
        .SelectMany(row => row.Names.Split(' ').Select(name => KeyValuePair.Create(name, row.Rule)))
        .ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The rule of an RPC.</summary>
    public static RpcRule Of(string rpc) => ByName.GetValueOrDefault(rpc, Unknown);

    /// <summary>Whether an RPC has a row.</summary>
    public static bool Has(string rpc) => ByName.ContainsKey(rpc);

    private static IEnumerable<(RpcRule Rule, string Names)> Rows() =>
    [
        (new(RpcScope.Anybody, Role.None), "GetSystemInfo Check"),
        (new(RpcScope.Server, Role.Reader), "GetClusterInfo GetSearchAttributes ListNamespaces"),
        (new(RpcScope.Server, Role.Admin), "ListClusters CreateApiKey ListApiKeys RevokeApiKey"),
        (new(RpcScope.Namespace, Role.Reader, IsForWorkers: true), "DescribeNamespace GetWorkflowExecutionHistory"),
        (new(RpcScope.Namespace, Role.Reader),
            "CountSchedules CountWorkers CountWorkflowExecutions DescribeBatchOperation DescribeSchedule "
            + "DescribeTaskQueue DescribeWorker DescribeWorkflowExecution GetWorkflowExecutionHistoryReverse "
            + "ListBatchOperations ListClosedWorkflowExecutions ListOpenWorkflowExecutions ListScheduleMatchingTimes "
            + "ListSchedules ListSearchAttributes ListTaskQueuePartitions ListWorkers ListWorkflowExecutions "
            + "PollWorkflowExecutionUpdate QueryWorkflow ScanWorkflowExecutions"),
        (new(RpcScope.Namespace, Role.Writer, IsForWorkers: true),
            "PollActivityTaskQueue PollNexusTaskQueue PollWorkflowTaskQueue RecordActivityTaskHeartbeat "
            + "RecordActivityTaskHeartbeatById RecordWorkerHeartbeat RespondActivityTaskCanceled "
            + "RespondActivityTaskCanceledById RespondActivityTaskCompleted RespondActivityTaskCompletedById "
            + "RespondActivityTaskFailed RespondActivityTaskFailedById RespondQueryTaskCompleted "
            + "RespondWorkflowTaskCompleted RespondWorkflowTaskFailed ShutdownWorker"),
        (new(RpcScope.Namespace, Role.Writer),
            "CreateSchedule DeleteSchedule DeleteWorkflowExecution ExecuteMultiOperation PatchSchedule PauseActivity "
            + "RequestCancelWorkflowExecution ResetActivity ResetStickyTaskQueue ResetWorkflowExecution "
            + "SignalWithStartWorkflowExecution SignalWorkflowExecution StartBatchOperation StartWorkflowExecution "
            + "StopBatchOperation TerminateWorkflowExecution UnpauseActivity UpdateActivityOptions UpdateSchedule "
            + "UpdateWorkflowExecution"),
        (new(RpcScope.Namespace, Role.Admin),
            "AddSearchAttributes DeleteNamespace RegisterNamespace RemoveSearchAttributes UpdateNamespace"),
    ];
}
