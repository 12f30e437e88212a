using Cairn.Api.OperatorService.V1;

namespace Cairn.Runtime.Requests;

/// <summary>Lists the clusters that the server knows: itself.</summary>
internal static class ListClusters
{
    /// <summary>Answers the request.</summary>
    public static Task<ListClustersResponse> HandleAsync(Node node, ListClustersRequest request)
    {
        if (!request.NextPageToken.IsEmpty)
        {
            throw Refused.Invalid("Invalid NextPageToken.");
        }

        return Task.FromResult(new ListClustersResponse
        {
            Clusters =
            {
                new ClusterMetadata
                {
                    ClusterName = NamespaceView.ClusterName,
                    HistoryShardCount = node.Options.Partitions,
                    IsConnectionEnabled = true,
                },
            },
        });
    }
}
