using Cairn.Api.Worker.V1;
using Cairn.Api.WorkflowService.V1;

namespace Cairn.Runtime.Requests;

/// <summary>Returns the last heartbeat of a worker.</summary>
internal static class DescribeWorker
{
    /// <summary>Answers the request.</summary>
    public static Task<DescribeWorkerResponse> HandleAsync(Node node, DescribeWorkerRequest request)
    {
        var @namespace = node.Namespaces.Find(request.Namespace);
        var heartbeat = node.Workers.Find(@namespace, request.WorkerInstanceKey)
            ?? throw Refused.NotFound($"worker not found: {request.WorkerInstanceKey}");
        return Task.FromResult(
            new DescribeWorkerResponse { WorkerInfo = new WorkerInfo { WorkerHeartbeat = heartbeat } });
    }
}
