using Cairn.Api.Enums.V1;
using Cairn.Api.TaskQueue.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Engine.Rules;
using Cairn.Runtime.TaskQueues;
using Google.Protobuf.WellKnownTypes;

namespace Cairn.Runtime.Requests;

/// <summary>Describes a task queue: its pollers and its backlog.</summary>
internal static class DescribeTaskQueue
{
    /// <summary>Answers the request.</summary>
    public static Task<DescribeTaskQueueResponse> HandleAsync(Node node, DescribeTaskQueueRequest request)
    {
        var @namespace = node.Namespaces.Find(request.Namespace);
        Refused.IfText(Names.CheckQueue(request.TaskQueue));
        var kind = request.TaskQueueType switch
        {
            TaskQueueType.Activity => TaskKind.Activity,
            TaskQueueType.Nexus => TaskKind.Nexus,
            _ => TaskKind.Workflow,
        };
        var response = new DescribeTaskQueueResponse();
        var queue = node.Queues.Find(new TaskQueueKey(kind, @namespace, new(request.TaskQueue.Name)));
        if (queue is not null)
        {
            response.Pollers.Add(queue.Pollers.Recent());
        }

        var load = queue?.Load ?? default;
        if (request.IncludeTaskQueueStatus)
        {
            response.TaskQueueStatus = new TaskQueueStatus
            {
                BacklogCountHint = load.Waiting,
                RatePerSecond = PollerHistory.Unlimited,
            };
        }

        if (request.ReportStats)
        {
            response.Stats = new TaskQueueStats
            {
                ApproximateBacklogCount = load.Waiting,
                ApproximateBacklogAge = Duration.FromTimeSpan(load.OldestWaits),
                TasksAddRate = load.AddedPerSecond,
                TasksDispatchRate = load.TakenPerSecond,
            };
        }

        return Task.FromResult(response);
    }
}
