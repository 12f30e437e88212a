using Cairn.Api.WorkflowService.V1;
using Cairn.Engine.Visibility;
using Cairn.Protocol;
using Cairn.Storage.Visibility;

namespace Cairn.Runtime.Requests;

/// <summary>Counts the runs that match a filter.</summary>
internal static class CountWorkflowExecutions
{
    /// <summary>Answers the request.</summary>
    public static async Task<CountWorkflowExecutionsResponse> HandleAsync(
        Node node, CountWorkflowExecutionsRequest request, RpcContext context)
    {
        var @namespace = node.Namespaces.Find(request.Namespace);
        var query = Lists.Parse(node, @namespace, request.Query);
        var counts = await node.Store.CountAsync(@namespace, query, context.CancellationToken);
        var response = new CountWorkflowExecutionsResponse { Count = counts.Sum(count => count.Count) };
        if (query.GroupBy is not null)
        {
            response.Groups.Add(counts.Select(Group));
        }

        return response;
    }

    private static CountWorkflowExecutionsResponse.Types.AggregationGroup Group(ExecutionCount count) => new()
    {
        Count = count.Count,
        GroupValues = { SearchPayloads.OfKeyword(count.Group?.Text) },
    };
}
