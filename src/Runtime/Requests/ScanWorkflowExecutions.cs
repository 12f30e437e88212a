using Cairn.Api.WorkflowService.V1;
using Cairn.Protocol;

namespace Cairn.Runtime.Requests;

/// <summary>Lists the runs that match a filter, as <see cref="ListWorkflowExecutions"/> does.</summary>
internal static class ScanWorkflowExecutions
{
    /// <summary>Answers the request.</summary>
    public static async Task<ScanWorkflowExecutionsResponse> HandleAsync(
        Node node, ScanWorkflowExecutionsRequest request, RpcContext context)
    {
        var list = new ListWorkflowExecutionsRequest
        {
            Namespace = request.Namespace,
            PageSize = request.PageSize,
            NextPageToken = request.NextPageToken,
            Query = request.Query,
        };
        var page = await ListWorkflowExecutions.HandleAsync(node, list, context);
        return new ScanWorkflowExecutionsResponse
        {
            Executions = { page.Executions },
            NextPageToken = page.NextPageToken,
        };
    }
}
