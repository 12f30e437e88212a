using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Cli.Output;
using Cairn.Cli.Verbs;
using Cairn.Exceptions;

namespace Cairn.Cli.Workflows;

/// <summary><c>cairn workflow why</c>: why a workflow does not go on.</summary>
internal static class WhyWorkflow
{
    private static readonly TimeSpan StackLimit = TimeSpan.FromSeconds(5);

    public static Command Command() => Verb.Of(
        "why",
        "Says why a workflow does not go on: what it waits for, what fails, which worker is missing.",
        WorkflowReference.Options,
        RunAsync);

    private static async Task RunAsync(Invocation call)
    {
        var described = await DescribeWorkflow.AskAsync(call);
        var reasons = new List<string>();
        if (described.WorkflowExecutionInfo.Status != WorkflowExecutionStatus.Running)
        {
            reasons.Add(await ClosedAsync(call, described));
        }
        else
        {
            await WorkflowTaskAsync(call, described, reasons);
            await ActivitiesAsync(call, described, reasons);
            Children(described, reasons);
            await HistoryAsync(call, described, reasons);
        }

        if (!call.Print.Json(() => new JsonObject
        {
            ["workflowId"] = described.WorkflowExecutionInfo.Execution.WorkflowId,
            ["runId"] = described.WorkflowExecutionInfo.Execution.RunId,
            ["status"] = $"{described.WorkflowExecutionInfo.Status}",
            ["reasons"] = new JsonArray([.. reasons.Select(reason => JsonValue.Create(reason))]),
        }))
        {
            foreach (var reason in reasons)
            {
                call.Print.Line(reason);
            }
        }
    }

    private static async Task<string> ClosedAsync(Invocation call, DescribeWorkflowExecutionResponse described)
    {
        var info = described.WorkflowExecutionInfo;
        var outcome = Outcome.Of(await Histories.CloseAsync(call, info.Execution));
        var failure = FailureText.Of(outcome.Failure);
        return $"It is closed: {info.Status} {call.Print.Times.Of(info.CloseTime)}."
            + (failure.Length == 0 ? string.Empty : $"\n{failure}");
    }

    private static async Task WorkflowTaskAsync(
        Invocation call, DescribeWorkflowExecutionResponse described, List<string> reasons)
    {
        if (described.PendingWorkflowTask is not { } task)
        {
            return;
        }

        var times = call.Print.Times;
        if (task.Attempt > 1)
        {
            var failed = await LastTaskFailureAsync(call, described);
            reasons.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"Its workflow task fails; this is attempt {task.Attempt}. {FailureText.Of(failed)}"));
        }

        if (task.State == PendingWorkflowTaskState.Scheduled)
        {
            var queue = described.WorkflowExecutionInfo.TaskQueue;
            reasons.Add(await NobodyPollsAsync(call, queue, TaskQueueType.Workflow)
                ?? $"Its workflow task waits since {times.Of(task.ScheduledTime)} for a worker of task queue {queue}.");
        }
        else
        {
            reasons.Add($"A worker runs its workflow task since {times.Of(task.StartedTime)}.");
        }
    }

    private static async Task ActivitiesAsync(
        Invocation call, DescribeWorkflowExecutionResponse described, List<string> reasons)
    {
        var times = call.Print.Times;
        foreach (var activity in described.PendingActivities)
        {
            var name = $"Activity {activity.ActivityType?.Name} ({activity.ActivityId})";
            var queue = activity.ActivityOptions?.TaskQueue?.Name is { Length: > 0 } own
                ? own
                : described.WorkflowExecutionInfo.TaskQueue;
            var last = activity.LastFailure is null
                ? string.Empty
                : $" Last failure: {FailureText.Of(activity.LastFailure)}";
            var attempt = string.Create(CultureInfo.InvariantCulture, $"attempt {activity.Attempt}");
            reasons.Add(activity switch
            {
                { Paused: true } => $"{name} is paused at {attempt}.{last}",
                { State: PendingActivityState.Started } =>
                    $"{name} runs, {attempt}, since {times.Of(activity.LastStartedTime)} in "
                    + $"{activity.LastWorkerIdentity}.{last}",
                { NextAttemptScheduleTime: { } next } when next.ToDateTimeOffset() > TimeProvider.System.GetUtcNow() =>
                    $"{name} waits for {attempt}, {times.Of(next)}.{last}",
                _ => (await NobodyPollsAsync(call, queue, TaskQueueType.Activity) is { } nobody
                    ? $"{name}: {nobody}"
                    : $"{name} waits for a worker of task queue {queue}, {attempt}.") + last,
            });
        }
    }

    private static void Children(DescribeWorkflowExecutionResponse described, List<string> reasons)
    {
        foreach (var child in described.PendingChildren)
        {
            reasons.Add($"Child {child.WorkflowTypeName} {child.WorkflowId} is open. "
                + $"'cairn workflow why -w {child.WorkflowId}' says why.");
        }
    }

    // Timers are in history only; where the code waits, only a worker knows.
    private static async Task HistoryAsync(
        Invocation call, DescribeWorkflowExecutionResponse described, List<string> reasons)
    {
        var open = new Dictionary<long, HistoryEvent>();
        await foreach (var each in Histories.ReadAsync(
            call, described.WorkflowExecutionInfo.Execution, follow: false, call.Token))
        {
            if (each.TimerStartedEventAttributes is not null)
            {
                open[each.EventId] = each;
            }

            open.Remove(each.TimerFiredEventAttributes?.StartedEventId ?? 0);
            open.Remove(each.TimerCanceledEventAttributes?.StartedEventId ?? 0);
        }

        foreach (var timer in open.Values)
        {
            var due = timer.EventTime.ToDateTimeOffset()
                + timer.TimerStartedEventAttributes.StartToFireTimeout.ToTimeSpan();
            reasons.Add($"Timer {timer.TimerStartedEventAttributes.TimerId} fires "
                + $"{call.Print.Times.Of(Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(due))}.");
        }

        if (described.PendingWorkflowTask is null && await StackAsync(call) is { Length: > 0 } stack)
        {
            reasons.Add($"Its code waits here:\n{stack.TrimEnd()}");
        }

        if (reasons.Count == 0)
        {
            reasons.Add("It waits for a signal or an update. A worker would say where: none answered.");
        }
    }

    private static async Task<string?> StackAsync(Invocation call)
    {
        try
        {
            var answer = await QueryWorkflow.AskAsync(call, "__stack_trace", null, hint: false)
                .WaitAsync(StackLimit, call.Token);
            return answer.Payloads_ is [var stack] ? ProtoJson.Value(stack)?.ToString() : null;
        }
        catch (Exception unanswered) when (unanswered is RpcException or CairnException or TimeoutException)
        {
            return null;
        }
    }

    private static async Task<Api.Failure.V1.Failure?> LastTaskFailureAsync(
        Invocation call, DescribeWorkflowExecutionResponse described)
    {
        Api.Failure.V1.Failure? last = null;
        await foreach (var each in Histories.ReadAsync(
            call, described.WorkflowExecutionInfo.Execution, follow: false, call.Token))
        {
            last = each.WorkflowTaskFailedEventAttributes?.Failure ?? last;
        }

        return last;
    }

    private static async Task<string?> NobodyPollsAsync(Invocation call, string queue, TaskQueueType type)
    {
        var answer = await call.Service.DescribeTaskQueueAsync(
            new() { Namespace = call.Namespace, TaskQueue = new() { Name = queue }, TaskQueueType = type }, call.Rpc);
        return answer.Pollers.Count == 0 ? $"No worker polls task queue {queue}: start one." : null;
    }
}
