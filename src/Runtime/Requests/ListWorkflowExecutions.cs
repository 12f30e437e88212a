using Cairn.Api.WorkflowService.V1;
using Cairn.Protocol;

namespace Cairn.Runtime.Requests;

/// <summary>Lists the runs that match a filter.</summary>
internal static class ListWorkflowExecutions
{
    /// <summary>Answers the request.</summary>
    public static async Task<ListWorkflowExecutionsResponse> HandleAsync(
        Node node, ListWorkflowExecutionsRequest request, RpcContext context)
    {
        var @namespace = node.Namespaces.Find(request.Namespace);
        var query = Lists.Parse(node, @namespace, request.Query);
        var (executions, next) = await Lists.PageAsync(
            node, @namespace, query, request.PageSize, request.NextPageToken, context);
        return new ListWorkflowExecutionsResponse { Executions = { executions }, NextPageToken = next };
    }
}
