using Cairn.Api.Enums.V1;
using Cairn.Api.Namespace.V1;
using Cairn.Api.WorkflowService.V1;

namespace Cairn.Runtime.Requests;

/// <summary>Changes the settings of a namespace.</summary>
internal static class UpdateNamespace
{
    /// <summary>Answers the request.</summary>
    public static async Task<UpdateNamespaceResponse> HandleAsync(Node node, UpdateNamespaceRequest request)
    {
        var name = node.Namespaces.Find(request.Namespace, unnamed: "Namespace not set on request.");
        if (request.UpdateInfo?.State is not (null or NamespaceState.Unspecified or NamespaceState.Registered))
        {
            throw Refused.Invalid("The state of a namespace cannot be changed; DeleteNamespace deletes one.");
        }

        if (request.Config?.WorkflowExecutionRetentionTtl is { } retention)
        {
            Retention.Check(retention);
        }

        var changed = NamespaceView.Complete(await node.Namespaces.ChangeAsync(name, stored =>
        {
            Change(stored.NamespaceInfo, request.UpdateInfo ?? new UpdateNamespaceInfo());
            stored.Config.WorkflowExecutionRetentionTtl =
                request.Config?.WorkflowExecutionRetentionTtl ?? stored.Config.WorkflowExecutionRetentionTtl;
        }));
        return new UpdateNamespaceResponse
        {
            NamespaceInfo = changed.NamespaceInfo,
            Config = changed.Config,
            ReplicationConfig = changed.ReplicationConfig,
        };
    }

    private static void Change(NamespaceInfo stored, UpdateNamespaceInfo wanted)
    {
        stored.Description = wanted.Description.Length > 0 ? wanted.Description : stored.Description;
        stored.OwnerEmail = wanted.OwnerEmail.Length > 0 ? wanted.OwnerEmail : stored.OwnerEmail;
        foreach (var (key, value) in wanted.Data)
        {
            stored.Data[key] = value;
        }
    }
}
