using Cairn.Api.Enums.V1;
using Cairn.Api.Failure.V1;
using Cairn.Api.Workflow.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Client.Interceptors;
using Cairn.Converters;
using Cairn.Exceptions;
using Run = Cairn.Api.Common.V1.WorkflowExecution;

namespace Cairn.Client;

/// <summary>Asks for the state of a run.</summary>
internal static class DescribeWorkflowCall
{
    public static async Task<WorkflowExecutionDescription> InvokeAsync(
        ICairnClient client, DescribeWorkflowInput input)
    {
        var rpc = input.Options?.Rpc;
        var converter = client.Options.DataConverter;
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
            activities.Add(await PendingActivity.OfAsync(activity, converter).ConfigureAwait(false));
        }

        var task = response.PendingWorkflowTask is { } pending
            ? await PendingTaskAsync(client, response, pending, rpc).ConfigureAwait(false)
            : null;
        return new(response, converter, activities, task);
    }

    private static async Task<PendingWorkflowTask> PendingTaskAsync(
        ICairnClient client,
        DescribeWorkflowExecutionResponse response,
        PendingWorkflowTaskInfo pending,
        RpcOptions? rpc)
    {
        // The failure is in the history only. Reading it is worth a call, because it says why the workflow hangs.
        var failure = pending.Attempt > 1
            ? await LastFailureAsync(client, response.WorkflowExecutionInfo.Execution, rpc).ConfigureAwait(false)
            : null;
        return new(
            pending.State,
            pending.Attempt,
            pending.ScheduledTime?.ToDateTime(),
            pending.OriginalScheduledTime?.ToDateTime(),
            pending.StartedTime?.ToDateTime(),
            failure is null ? null : await client.Options.DataConverter.ToExceptionAsync(failure).ConfigureAwait(false))
        {
            Pollers = pending.State == PendingWorkflowTaskState.Scheduled
                ? await PollersAsync(client, response.ExecutionConfig?.TaskQueue?.Name, rpc).ConfigureAwait(false)
                : null,
        };
    }

    // Worth a call too: a task queue that nobody polls is the other reason for which a workflow hangs.
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
            // The caller may describe workflows and not task queues; what was asked for is there all the same.
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
