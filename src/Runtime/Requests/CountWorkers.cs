using Cairn.Api.WorkflowService.V1;
using Cairn.Runtime.Workers;

namespace Cairn.Runtime.Requests;

/// <summary>Counts the workers of a namespace that sent a heartbeat lately.</summary>
internal static class CountWorkers
{
    /// <summary>Answers the request.</summary>
    public static Task<CountWorkersResponse> HandleAsync(Node node, CountWorkersRequest request)
    {
        var @namespace = node.Namespaces.Find(request.Namespace);
        var query = WorkerQuery.Parse(@namespace, request.Query);
        return Task.FromResult(new CountWorkersResponse
        {
            Count = node.Workers.All(@namespace).Count(query.Matches),
        });
    }
}
