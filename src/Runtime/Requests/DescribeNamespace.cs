using Cairn.Api.Enums.V1;
using Cairn.Api.Namespace.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Engine;

namespace Cairn.Runtime.Requests;

/// <summary>Tells the settings and limits of a namespace.</summary>
internal static class DescribeNamespace
{
    /// <summary>Answers the request.</summary>
    public static Task<DescribeNamespaceResponse> HandleAsync(Node node, DescribeNamespaceRequest request)
    {
        var name = node.Namespaces.Find(request.Namespace, unnamed: "Namespace not set on request.");
        return Task.FromResult(new DescribeNamespaceResponse
        {
            NamespaceInfo = new NamespaceInfo
            {
                Name = name.Value,
                Id = name.ToId(),
                State = NamespaceState.Registered,
                Limits = new NamespaceInfo.Types.Limits
                {
                    BlobSizeLimitError = Limits.BlobBytes,
                    MemoSizeLimitError = Limits.MemoBytes,
                },
            },
            Config = new NamespaceConfig(),
        });
    }
}
