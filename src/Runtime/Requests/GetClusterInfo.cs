using Cairn.Api.Version.V1;
using Cairn.Api.WorkflowService.V1;

namespace Cairn.Runtime.Requests;

/// <summary>Describes the server.</summary>
internal static class GetClusterInfo
{
    /// <summary>The Temporal clients that this API supports, with upper bounds of their versions.</summary>
    private static readonly Dictionary<string, string> Clients = new()
    {
        ["temporal-cli"] = "<2.0.0",
        ["temporal-go"] = "<2.0.0",
        ["temporal-java"] = "<2.0.0",
        ["temporal-php"] = "<2.0.0",
        ["temporal-typescript"] = "<2.0.0",
        ["temporal-ui"] = "<3.0.0",
    };

    /// <summary>Answers the request.</summary>
    public static Task<GetClusterInfoResponse> HandleAsync(Node node, GetClusterInfoRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Task.FromResult(new GetClusterInfoResponse
        {
            SupportedClients = { Clients },
            ServerVersion = GetSystemInfo.Version,
            VersionInfo = new VersionInfo { Current = new ReleaseInfo { Version = GetSystemInfo.Version } },
            ClusterName = NamespaceView.ClusterName,
            HistoryShardCount = node.Options.Partitions,
            PersistenceStore = node.Store.Kind,
            VisibilityStore = node.Store.Kind,
        });
    }
}
