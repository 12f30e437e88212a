using Cairn.Api.WorkflowService.V1;
using Cairn.Protocol;
using Cairn.Runtime.TaskQueues;

namespace Cairn.Runtime.Requests;

/// <summary>
/// Waits for a request to a Nexus handler. There are no such requests yet, but workers with handlers poll for them and
/// do not stop before their polls have ended.
/// </summary>
internal static class PollNexusTaskQueue
{
    /// <summary>Answers the request.</summary>
    public static async Task<PollNexusTaskQueueResponse> HandleAsync(
        Node node, PollNexusTaskQueueRequest request, RpcContext context)
    {
        var @namespace = node.Namespaces.Find(request.Namespace);
        var deadline = Polls.Check(node, request.TaskQueue, request.Identity, context);
        var queue = new TaskQueueKey(TaskKind.Nexus, @namespace, new(request.TaskQueue.Name));
        node.Queues.RecordPoll(queue, request.Identity, rate: null);
        await node.Queues.TakeAsync(
            queue, new PollerKey(request.WorkerInstanceKey), deadline.Left, context.CancellationToken);
        return new PollNexusTaskQueueResponse();
    }
}
