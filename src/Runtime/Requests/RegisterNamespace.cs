using Cairn.Api.WorkflowService.V1;

namespace Cairn.Runtime.Requests;

/// <summary>Creates a namespace.</summary>
internal static class RegisterNamespace
{
    /// <summary>Answers the request.</summary>
    public static async Task<RegisterNamespaceResponse> HandleAsync(Node node, RegisterNamespaceRequest request)
    {
        if (request.Namespace.Length == 0)
        {
            throw Refused.Invalid("Namespace not set on request.");
        }

        Targets.CheckLength(request.Namespace, "Namespace");
        if (request.IsGlobalNamespace)
        {
            throw Refused.Invalid("Global namespaces need more than one cluster.");
        }

        var made = NamespaceView.New(
            request.Namespace, Retention.Check(request.WorkflowExecutionRetentionPeriod));
        made.NamespaceInfo.Description = request.Description;
        made.NamespaceInfo.OwnerEmail = request.OwnerEmail;
        made.NamespaceInfo.Data.Add(request.Data);
        await node.Namespaces.CreateAsync(made);
        return new RegisterNamespaceResponse();
    }
}
