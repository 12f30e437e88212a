using Cairn.Api.WorkflowService.V1;
using Cairn.Protocol;

namespace Cairn.Runtime.Requests;

/// <summary>Lists closed runs; the older form of ListWorkflowExecutions.</summary>
internal static class ListClosedWorkflowExecutions
{
    /// <summary>Answers the request.</summary>
    public static async Task<ListClosedWorkflowExecutionsResponse> HandleAsync(
        Node node, ListClosedWorkflowExecutionsRequest request, RpcContext context)
    {
        var @namespace = node.Namespaces.Find(request.Namespace);
        var query = OldFilters.All(
            OldFilters.IsOpen(false),
            OldFilters.Started(request.StartTimeFilter),
            OldFilters.Of(request.ExecutionFilter),
            OldFilters.Of(request.TypeFilter),
            OldFilters.Of(request.StatusFilter));
        var (executions, next) = await Lists.PageAsync(
            node, @namespace, query, request.MaximumPageSize, request.NextPageToken, context);
        return new ListClosedWorkflowExecutionsResponse { Executions = { executions }, NextPageToken = next };
    }
}
