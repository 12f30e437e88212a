using Cairn.Api.Failure.V1;
using Cairn.Api.Workflow.V1;
using Cairn.Converters;

namespace Cairn.Client;

/// <summary>Asks for the state of a run.</summary>
internal static class DescribeWorkflowCall
{
    public static async Task<WorkflowExecutionDescription> InvokeAsync(
        WorkflowHandle handle, WorkflowDescribeOptions? options)
    {
        var client = handle.Client;
        var converter = client.Options.DataConverter;
        var response = await client.ServiceFor(options?.Rpc).DescribeWorkflowExecutionAsync(
            new() { Namespace = client.Options.Namespace, Execution = handle.Execution(handle.RunId) },
            RpcOptions.Context(options?.Rpc));
        var activities = new List<PendingActivity>();
        foreach (var activity in response.PendingActivities)
        {
            activities.Add(await PendingActivity.OfAsync(activity, converter));
        }

        var task = response.PendingWorkflowTask is { } pending
            ? await PendingTaskAsync(handle, response.WorkflowExecutionInfo.Execution.RunId, pending, options?.Rpc)
            : null;
        return new(response, converter, activities, task);
    }

    private static async Task<PendingWorkflowTask> PendingTaskAsync(
        WorkflowHandle handle, string runId, PendingWorkflowTaskInfo pending, RpcOptions? rpc)
    {
        // The failure is in the history only. Reading it is worth a call, because it says why the workflow hangs.
        var failure = pending.Attempt > 1 ? await LastFailureAsync(handle, runId, rpc) : null;
        return new(
            pending.State,
            pending.Attempt,
            pending.ScheduledTime?.ToDateTime(),
            pending.OriginalScheduledTime?.ToDateTime(),
            pending.StartedTime?.ToDateTime(),
            failure is null ? null : await handle.Client.Options.DataConverter.ToExceptionAsync(failure));
    }

    private static async Task<Failure?> LastFailureAsync(WorkflowHandle handle, string runId, RpcOptions? rpc)
    {
        Failure? last = null;
        var options = new WorkflowHistoryEventFetchOptions { Rpc = rpc };
        await foreach (var historyEvent in WorkflowHistoryCall.InvokeAsync(handle, runId, options))
        {
            last = historyEvent.WorkflowTaskFailedEventAttributes?.Failure
                ?? (historyEvent.WorkflowTaskCompletedEventAttributes is null ? last : null);
        }

        return last;
    }
}
