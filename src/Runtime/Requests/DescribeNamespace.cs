using Cairn.Api.WorkflowService.V1;

namespace Cairn.Runtime.Requests;

/// <summary>Describes the settings and limits of a namespace.</summary>
internal static class DescribeNamespace
{
    /// <summary>Answers the request.</summary>
    public static Task<DescribeNamespaceResponse> HandleAsync(Node node, DescribeNamespaceRequest request)
    {
        var found = node.Namespaces.Find(request.Namespace, request.Id, unnamed: "Namespace not set on request.");
        return Task.FromResult(NamespaceView.Complete(found.Description));
    }
}
