using Cairn.Api.WorkflowService.V1;
using Google.Protobuf;

namespace Cairn.Runtime.Requests;

/// <summary>Lists the namespaces, by name.</summary>
internal static class ListNamespaces
{
    private const int DefaultPageSize = 100;

    /// <summary>Answers the request. The token of a page is the last name on the page before.</summary>
    public static Task<ListNamespacesResponse> HandleAsync(Node node, ListNamespacesRequest request)
    {
        var after = request.NextPageToken.ToStringUtf8();
        var size = request.PageSize is > 0 and < DefaultPageSize ? request.PageSize : DefaultPageSize;
        var withDeleted = request.NamespaceFilter?.IncludeDeleted ?? false;
        var left = node.Namespaces.All
            .Where(one => withDeleted || !one.IsDeleted)
            .Where(one => string.CompareOrdinal(one.Description.NamespaceInfo.Name, after) > 0)
            .Take(size + 1)
            .Select(one => NamespaceView.Complete(one.Description))
            .ToList();
        var response = new ListNamespacesResponse { Namespaces = { left.Take(size) } };
        if (left.Count > size)
        {
            response.NextPageToken = ByteString.CopyFromUtf8(left[size - 1].NamespaceInfo.Name);
        }

        return Task.FromResult(response);
    }
}
