using Cairn.Api.TaskQueue.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Engine.Rules;

namespace Cairn.Runtime.Requests;

/// <summary>Lists the partitions of a task queue: it has one, with the name of the queue.</summary>
internal static class ListTaskQueuePartitions
{
    /// <summary>Answers the request.</summary>
    public static Task<ListTaskQueuePartitionsResponse> HandleAsync(
        Node node, ListTaskQueuePartitionsRequest request)
    {
        node.Namespaces.Find(request.Namespace);
        Refused.IfText(Names.CheckQueue(request.TaskQueue));
        var only = new TaskQueuePartitionMetadata
        {
            Key = request.TaskQueue.Name,
            OwnerHostName = Environment.MachineName,
        };
        return Task.FromResult(new ListTaskQueuePartitionsResponse
        {
            WorkflowTaskQueuePartitions = { only },
            ActivityTaskQueuePartitions = { only },
        });
    }
}
