using Cairn.Api.Enums.V1;
using Cairn.Api.Namespace.V1;
using Cairn.Api.Replication.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Engine;
using Cairn.Protocol;
using Google.Protobuf.WellKnownTypes;

namespace Cairn.Runtime;

/// <summary>Converts namespaces between their stored form and the form that callers see.</summary>
internal static class NamespaceView
{
    /// <summary>The name of the only cluster, the same as in Temporal's server.</summary>
    public const string ClusterName = "active";

    /// <summary>A new namespace in its stored form.</summary>
    public static DescribeNamespaceResponse New(string name, TimeSpan retention) => new()
    {
        NamespaceInfo = new NamespaceInfo
        {
            Name = name,
            Id = new NamespaceName(name).ToId(),
            State = NamespaceState.Registered,
        },
        Config = new NamespaceConfig
        {
            WorkflowExecutionRetentionTtl = Duration.FromTimeSpan(retention),
            HistoryArchivalState = ArchivalState.Disabled,
            VisibilityArchivalState = ArchivalState.Disabled,
        },
    };

    /// <summary>
    /// A stored namespace with the parts that all namespaces share, which are not stored because they may change.
    /// </summary>
    public static DescribeNamespaceResponse Complete(DescribeNamespaceResponse stored)
    {
        var view = stored.Clone();
        view.Config.BadBinaries = new BadBinaries();
        // Temporal's tools rely on it.
        view.ReplicationConfig = new NamespaceReplicationConfig
        {
            ActiveClusterName = ClusterName,
            Clusters = { new ClusterReplicationConfig { ClusterName = ClusterName } },
            State = ReplicationState.Normal,
        };
        view.NamespaceInfo.SupportsSchedules = true;
        view.NamespaceInfo.Capabilities = new NamespaceInfo.Types.Capabilities
        {
            EagerWorkflowStart = true,
            SyncUpdate = true,
            AsyncUpdate = true,
            WorkerHeartbeats = true,
            WorkerPollCompleteOnShutdown = true,
        };
        view.NamespaceInfo.Limits = new NamespaceInfo.Types.Limits
        {
            BlobSizeLimitError = Limits.BlobBytes,
            MemoSizeLimitError = Limits.MemoBytes,
            WorkflowTaskCompletionSizeLimitError = Limits.WorkflowTaskCompletionBytes,
        };
        return view;
    }
}
