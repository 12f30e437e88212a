using Cairn.Api.Enums.V1;
using Cairn.Api.Failure.V1;
using Cairn.Api.Workflow.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Client.Interceptors;
using Cairn.Converters;
using Cairn.Exceptions;
using Run = Cairn.Api.Common.V1.WorkflowExecution;

namespace Cairn.Client;

/// <summary>Reads the state of a run.</summary>
internal static class DescribeWorkflowCall
{
    public static async Task<WorkflowExecutionDescription> InvokeAsync(
        ICairnClient client, DescribeWorkflowInput input)
    {
        var rpc = input.Options?.Rpc;
        var converter = client.ValuesOf(input.Id).Converter;
        var response = await client.ServiceFor(rpc).DescribeWorkflowExecutionAsync(
            new()
            {
                Namespace = client.Options.Namespace,
                Execution = ClientServices.Execution(input.Id, input.RunId),
            },
            RpcOptions.Context(rpc)).ConfigureAwait(false);
        var activities = new List<PendingActivity>();
        foreach (var activity in response.PendingActivities)
        {
            activities.Add(await PendingActivity.OfAsync(activity, client, response.WorkflowExecutionInfo)
                .ConfigureAwait(false));
        }

        var task = response.PendingWorkflowTask is { } pending
            ? await PendingTaskAsync(client, response, pending, rpc).ConfigureAwait(false)
            : null;
        return new(response, converter) { PendingActivities = activities, PendingWorkflowTask = task };
    }

    private static async Task<PendingWorkflowTask> PendingTaskAsync(
        ICairnClient client,
        DescribeWorkflowExecutionResponse response,
        PendingWorkflowTaskInfo pending,
        RpcOptions? rpc)
    {
        // The failure is in the history only. It is worth another call, because it says why the workflow does not
        // continue.
        var failure = pending.Attempt > 1
            ? await LastFailureAsync(client, response.WorkflowExecutionInfo.Execution, rpc).ConfigureAwait(false)
            : null;
        return new(
            pending.State,
            pending.Attempt,
            pending.ScheduledTime?.ToDateTime(),
            pending.OriginalScheduledTime?.ToDateTime(),
            pending.StartedTime?.ToDateTime(),
            failure is null
                ? null
                : await client.ValuesOf(response.WorkflowExecutionInfo.Execution.WorkflowId)
                    .Converter.ToExceptionAsync(failure).ConfigureAwait(false))
        {
            Pollers = pending.State == PendingWorkflowTaskState.Scheduled
                ? await PollersAsync(client, response.ExecutionConfig?.TaskQueue?.Name, rpc).ConfigureAwait(false)
                : null,
        };
    }

    // This is worth a call too: a workflow also does not continue if no worker polls its task queue.
    private static async Task<IReadOnlyCollection<string>?> PollersAsync(
        ICairnClient client, string? queue, RpcOptions? rpc)
    {
        if (string.IsNullOrEmpty(queue))
        {
            return null;
        }

        try
        {
            var response = await client.ServiceFor(rpc).DescribeTaskQueueAsync(
                new()
                {
                    Namespace = client.Options.Namespace,
                    TaskQueue = new() { Name = queue },
                    TaskQueueType = TaskQueueType.Workflow,
                },
                RpcOptions.Context(rpc)).ConfigureAwait(false);
            return [.. response.Pollers.Select(poller => poller.Identity)];
        }
        catch (RpcException)
        {
            // The caller may describe workflows but not task queues; then the description comes without its workers.
            return null;
        }
    }

    private static async Task<Failure?> LastFailureAsync(ICairnClient client, Run run, RpcOptions? rpc)
    {
        Failure? last = null;
        var options = new WorkflowHistoryEventFetchOptions { Rpc = rpc };
        await foreach (var historyEvent
            in WorkflowHistoryCall.InvokeAsync(client, run.WorkflowId, run.RunId, options).ConfigureAwait(false))
        {
            last = historyEvent.WorkflowTaskFailedEventAttributes?.Failure
                ?? (historyEvent.WorkflowTaskCompletedEventAttributes is null ? last : null);
        }

        return last;
    }
}
