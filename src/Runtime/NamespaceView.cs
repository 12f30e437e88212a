using Cairn.Api.Enums.V1;
using Cairn.Api.Namespace.V1;
using Cairn.Api.Replication.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Engine;
using Cairn.Protocol;
using Google.Protobuf.WellKnownTypes;

namespace Cairn.Runtime;

/// <summary>Namespaces as they are stored, and as callers see them.</summary>
internal static class NamespaceView
{
    /// <summary>The name of the only cluster, as that of Temporal's server.</summary>
    public const string ClusterName = "active";

    /// <summary>A new namespace, as it is stored.</summary>
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

    /// <summary>A stored namespace with what is true of all of them: it is not stored, for it may change.</summary>
    public static DescribeNamespaceResponse Complete(DescribeNamespaceResponse stored)
    {
        var view = stored.Clone();
        view.Config.BadBinaries = new BadBinaries();
        // Tools of Temporal's rely on it.
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
