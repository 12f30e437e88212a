using System.Collections.Frozen;

namespace Cairn.Server.Grpc;

/// <summary>The RPCs of the Temporal API that Cairn does not serve, each with the reason that callers read.</summary>
internal static class AbsentMethods
{
    private const string Deployments = "worker deployments and build ids; a patch or a task queue for each release "
        + "takes their place (docs/guides/versioning.md)";

    private const string Nexus = "Nexus";

    private const string Alone = "activities without a workflow; a workflow of one activity takes their place";

    private const string Archive = "archival; closed workflows stay for the retention of their namespace";

    private const string Rules = "workflow rules";

    private const string Pause = "pausing of workflows; activities and schedules can be paused";

    private const string Clusters = "other clusters";

    private const string WorkerConfig = "configuration of workers by the server; a worker's own options have it";

    private static readonly FrozenDictionary<string, string> Reasons = new Dictionary<string, string>
    {
        ["AddOrUpdateRemoteCluster"] = Clusters,
        ["RemoveRemoteCluster"] = Clusters,
        ["CreateNexusEndpoint"] = Nexus,
        ["DeleteNexusEndpoint"] = Nexus,
        ["GetNexusEndpoint"] = Nexus,
        ["ListNexusEndpoints"] = Nexus,
        ["UpdateNexusEndpoint"] = Nexus,
        ["CountNexusOperationExecutions"] = Nexus,
        ["DeleteNexusOperationExecution"] = Nexus,
        ["DescribeNexusOperationExecution"] = Nexus,
        ["ListNexusOperationExecutions"] = Nexus,
        ["PollNexusOperationExecution"] = Nexus,
        ["RequestCancelNexusOperationExecution"] = Nexus,
        ["RespondNexusTaskCompleted"] = Nexus,
        ["RespondNexusTaskFailed"] = Nexus,
        ["StartNexusOperationExecution"] = Nexus,
        ["TerminateNexusOperationExecution"] = Nexus,
        ["CountActivityExecutions"] = Alone,
        ["DeleteActivityExecution"] = Alone,
        ["DescribeActivityExecution"] = Alone,
        ["ListActivityExecutions"] = Alone,
        ["PauseActivityExecution"] = Alone,
        ["PollActivityExecution"] = Alone,
        ["RequestCancelActivityExecution"] = Alone,
        ["ResetActivityExecution"] = Alone,
        ["StartActivityExecution"] = Alone,
        ["TerminateActivityExecution"] = Alone,
        ["UnpauseActivityExecution"] = Alone,
        ["UpdateActivityExecutionOptions"] = Alone,
        ["CreateWorkerDeployment"] = Deployments,
        ["CreateWorkerDeploymentVersion"] = Deployments,
        ["DeleteWorkerDeployment"] = Deployments,
        ["DeleteWorkerDeploymentVersion"] = Deployments,
        ["DescribeDeployment"] = Deployments,
        ["DescribeWorkerDeployment"] = Deployments,
        ["DescribeWorkerDeploymentVersion"] = Deployments,
        ["GetCurrentDeployment"] = Deployments,
        ["GetDeploymentReachability"] = Deployments,
        ["GetWorkerBuildIdCompatibility"] = Deployments,
        ["GetWorkerTaskReachability"] = Deployments,
        ["GetWorkerVersioningRules"] = Deployments,
        ["ListDeployments"] = Deployments,
        ["ListWorkerDeployments"] = Deployments,
        ["SetCurrentDeployment"] = Deployments,
        ["SetWorkerDeploymentCurrentVersion"] = Deployments,
        ["SetWorkerDeploymentManager"] = Deployments,
        ["SetWorkerDeploymentRampingVersion"] = Deployments,
        ["UpdateWorkerBuildIdCompatibility"] = Deployments,
        ["UpdateWorkerDeploymentVersionComputeConfig"] = Deployments,
        ["UpdateWorkerDeploymentVersionMetadata"] = Deployments,
        ["UpdateWorkerVersioningRules"] = Deployments,
        ["UpdateWorkflowExecutionOptions"] = Deployments,
        ["ValidateWorkerDeploymentVersionComputeConfig"] = Deployments,
        ["ListArchivedWorkflowExecutions"] = Archive,
        ["CreateWorkflowRule"] = Rules,
        ["DeleteWorkflowRule"] = Rules,
        ["DescribeWorkflowRule"] = Rules,
        ["ListWorkflowRules"] = Rules,
        ["TriggerWorkflowRule"] = Rules,
        ["PauseWorkflowExecution"] = Pause,
        ["UnpauseWorkflowExecution"] = Pause,
        ["FetchWorkerConfig"] = WorkerConfig,
        ["UpdateWorkerConfig"] = WorkerConfig,
        ["DeprecateNamespace"] = "namespaces that are deprecated; DeleteNamespace removes one",
        ["PollWorkflowExecutionTimeSkipping"] = "time skipping of single workflows; test environments skip time",
        ["UpdateTaskQueueConfig"] = "rate limits that are set on the server; MaxTaskQueueActivitiesPerSecond of a "
            + "worker limits its queue",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The names of all.</summary>
    public static IReadOnlyCollection<string> Names => Reasons.Keys;

    /// <summary>Why an RPC is not served; null if the Temporal API has none of that name that is missing.</summary>
    public static string? Why(string name) => Reasons.TryGetValue(name, out var reason)
        ? $"Cairn does not serve {name}: it does not have {reason}."
        : null;
}
