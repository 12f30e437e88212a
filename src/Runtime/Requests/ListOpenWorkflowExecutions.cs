using Cairn.Api.WorkflowService.V1;
using Cairn.Protocol;

namespace Cairn.Runtime.Requests;

/// <summary>Lists open runs; the older form of ListWorkflowExecutions.</summary>
internal static class ListOpenWorkflowExecutions
{
    /// <summary>Answers the request.</summary>
    public static async Task<ListOpenWorkflowExecutionsResponse> HandleAsync(
        Node node, ListOpenWorkflowExecutionsRequest request, RpcContext context)
    {
        var @namespace = node.Namespaces.Find(request.Namespace);
        var query = OldFilters.All(
            OldFilters.IsOpen(true),
            OldFilters.Started(request.StartTimeFilter),
            OldFilters.Of(request.ExecutionFilter),
            OldFilters.Of(request.TypeFilter));
        var (executions, next) = await Lists.PageAsync(
            node, @namespace, query, request.MaximumPageSize, request.NextPageToken, context);
        return new ListOpenWorkflowExecutionsResponse { Executions = { executions }, NextPageToken = next };
    }
}
