using Cairn.Api.Enums.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Runtime.TaskQueues;

namespace Cairn.Runtime.Requests;

/// <summary>
/// Records that a worker stops: its sticky queue is closed, and its polls end without a task, including those that it
/// sent before it knew that it stops.
/// </summary>
internal static class ShutdownWorker
{
    /// <summary>Answers the request.</summary>
    public static Task<ShutdownWorkerResponse> HandleAsync(Node node, ShutdownWorkerRequest request)
    {
        var @namespace = node.Namespaces.Find(request.Namespace);
        if (request.WorkerHeartbeat is { WorkerInstanceKey.Length: > 0 } last)
        {
            node.Workers.Record(@namespace, last);
        }

        if (request.StickyTaskQueue.Length > 0)
        {
            node.Queues.Close(new TaskQueueKey(TaskKind.Workflow, @namespace, new(request.StickyTaskQueue)));
        }

        // Workers without a key in common must not end each other's polls.
        if (request.TaskQueue.Length > 0 && request.WorkerInstanceKey.Length > 0)
        {
            var poller = new PollerKey(request.WorkerInstanceKey);
            var types = request.TaskQueueTypes.DefaultIfEmpty(TaskQueueType.Unspecified);
            foreach (var kind in types.SelectMany(Kinds).Distinct())
            {
                node.Queues.EndPolls(new TaskQueueKey(kind, @namespace, new(request.TaskQueue)), poller);
            }
        }

        return Task.FromResult(new ShutdownWorkerResponse());
    }

    private static IEnumerable<TaskKind> Kinds(TaskQueueType type) => type switch
    {
        TaskQueueType.Unspecified => [TaskKind.Workflow, TaskKind.Activity, TaskKind.Nexus],
        TaskQueueType.Workflow => [TaskKind.Workflow],
        TaskQueueType.Activity => [TaskKind.Activity],
        TaskQueueType.Nexus => [TaskKind.Nexus],
        _ => [],
    };
}
