using Cairn.Api.WorkflowService.V1;
using Cairn.Runtime.TaskQueues;

namespace Cairn.Runtime.Requests;

/// <summary>A worker is gone, and its sticky queue with it.</summary>
internal static class ShutdownWorker
{
    /// <summary>Answers the request.</summary>
    public static Task<ShutdownWorkerResponse> HandleAsync(Node node, ShutdownWorkerRequest request)
    {
        var @namespace = node.Namespaces.Find(request.Namespace);
        if (request.StickyTaskQueue.Length > 0)
        {
            node.Queues.Close(new TaskQueueKey(TaskKind.Workflow, @namespace, new(request.StickyTaskQueue)));
        }

        return Task.FromResult(new ShutdownWorkerResponse());
    }
}
