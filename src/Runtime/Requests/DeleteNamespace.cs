using Cairn.Api.Enums.V1;
using Cairn.Api.OperatorService.V1;

namespace Cairn.Runtime.Requests;

/// <summary>
/// Deletes a namespace: its workflows cannot be reached any more and are deleted a little later; its schedules stop.
/// Its name stays taken.
/// </summary>
internal static class DeleteNamespace
{
    /// <summary>Answers the request.</summary>
    public static async Task<DeleteNamespaceResponse> HandleAsync(Node node, DeleteNamespaceRequest request)
    {
        var found = node.Namespaces.Find(
            request.Namespace, request.NamespaceId, unnamed: "Namespace not set on request.");
        var name = new Protocol.NamespaceName(found.Description.NamespaceInfo.Name);
        await node.Namespaces.ChangeAsync(name, stored => stored.NamespaceInfo.State = NamespaceState.Deleted);
        await node.Schedules.StopAsync(name);
        return new DeleteNamespaceResponse { DeletedNamespace = name.Value };
    }
}
