using Cairn.Api.Common.V1;
using Cairn.Api.Enums.V1;
using Cairn.Api.Workflow.V1;
using Cairn.Protocol;
using Cairn.Storage;
using Google.Protobuf.WellKnownTypes;

namespace Cairn.Runtime.Requests;

/// <summary>Shows a run in a list: from its head, without its journal.</summary>
internal static class ListedExecution
{
    /// <summary>The entry of a run. Sizes and counts are shown once it is closed.</summary>
    public static WorkflowExecutionInfo Of(ExecutionHead head)
    {
        var info = new WorkflowExecutionInfo
        {
            Execution = ToWire(head.Key),
            Type = new WorkflowType { Name = head.WorkflowType },
            StartTime = Timestamp.FromDateTimeOffset(head.StartTime),
            ExecutionTime = Timestamp.FromDateTimeOffset(head.ExecutionTime),
            Status = (WorkflowExecutionStatus)head.Status,
            Memo = head.Memo ?? new Memo(),
            SearchAttributes = head.SearchAttributes ?? new SearchAttributes(),
            TaskQueue = head.TaskQueue,
            RootExecution = ToWire(head.Root ?? head.Key),
        };
        if (head.Parent is { } parent)
        {
            info.ParentNamespaceId = parent.Namespace.ToId();
            info.ParentExecution = ToWire(parent);
        }

        if (head.CloseTime is { } closed)
        {
            info.CloseTime = Timestamp.FromDateTimeOffset(closed);
            info.ExecutionDuration = Duration.FromTimeSpan(closed - head.ExecutionTime);
            info.HistoryLength = head.HistoryLength;
            info.HistorySizeBytes = head.HistoryBytes;
            info.StateTransitionCount = head.StateTransitions;
        }

        return info;
    }

    private static WorkflowExecution ToWire(ExecutionKey key) =>
        new() { WorkflowId = key.WorkflowId.Value, RunId = key.RunId.Value };
}
