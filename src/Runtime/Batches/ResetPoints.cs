using Cairn.Api.Common.V1;
using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Exceptions;
using Cairn.Protocol;

namespace Cairn.Runtime.Batches;

/// <summary>Finds the event that a workflow is reset to, if a batch operation names it by a rule.</summary>
internal static class ResetPoints
{
    /// <summary>The run and its event.</summary>
    /// <exception cref="RpcException">The workflow has no such point.</exception>
    public static async Task<(string RunId, long EventId)> FindAsync(
        IWorkflowService service, string @namespace, WorkflowExecution target, ResetOptions options) =>
        options.TargetCase switch
        {
            ResetOptions.TargetOneofCase.WorkflowTaskId => (target.RunId, options.WorkflowTaskId),
            ResetOptions.TargetOneofCase.BuildId => await OfBuildAsync(service, @namespace, target, options),
            var task => (target.RunId, await OfTaskAsync(
                service, @namespace, target, isFirst: task == ResetOptions.TargetOneofCase.FirstWorkflowTask)),
        };

    private static async Task<(string RunId, long EventId)> OfBuildAsync(
        IWorkflowService service, string @namespace, WorkflowExecution target, ResetOptions options)
    {
        var seen = await service.DescribeWorkflowExecutionAsync(
            new DescribeWorkflowExecutionRequest { Namespace = @namespace, Execution = target });
        var point = seen.WorkflowExecutionInfo.AutoResetPoints?.Points.FirstOrDefault(point =>
            point.BuildId == options.BuildId
            && point.Resettable
            && (!options.CurrentRunOnly || point.RunId == seen.WorkflowExecutionInfo.Execution.RunId));
        return point is null
            ? throw Refused.Invalid($"The workflow has no task of build {options.BuildId}.")
            : (point.RunId, point.FirstWorkflowTaskCompletedId);
    }

    /// <summary>
    /// The end of the first or the last workflow task; if that has not ended, the event after its schedule.
    /// </summary>
    private static async Task<long> OfTaskAsync(
        IWorkflowService service, string @namespace, WorkflowExecution target, bool isFirst)
    {
        var events = await ReadAsync(service, @namespace, target);
        var ends = events.Where(e => e.EventType == EventType.WorkflowTaskCompleted);
        var schedules = events.Where(e => e.EventType == EventType.WorkflowTaskScheduled);
        if ((isFirst ? ends.FirstOrDefault() : ends.LastOrDefault()) is { } end)
        {
            return end.EventId;
        }

        return (isFirst ? schedules.FirstOrDefault() : schedules.LastOrDefault())?.EventId + 1
            ?? throw Refused.Invalid("The workflow has no workflow task.");
    }

    private static async Task<List<HistoryEvent>> ReadAsync(
        IWorkflowService service, string @namespace, WorkflowExecution target)
    {
        var events = new List<HistoryEvent>();
        var request = new GetWorkflowExecutionHistoryRequest { Namespace = @namespace, Execution = target };
        do
        {
            var page = await service.GetWorkflowExecutionHistoryAsync(request);
            events.AddRange(page.History.Events);
            request.NextPageToken = page.NextPageToken;
        }
        while (!request.NextPageToken.IsEmpty);
        return events;
    }
}
