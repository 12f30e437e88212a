using Cairn.Api.Command.V1;
using Cairn.Api.Common.V1;
using Cairn.Api.Enums.V1;
using Cairn.Api.Failure.V1;
using Cairn.Api.TaskQueue.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Exceptions;
using Cairn.Protocol;
using Google.Protobuf.WellKnownTypes;

namespace Cairn.Tests.Cli.Metrics;

/// <summary>Workflows that complete, fail, retry and time out, and a schedule, each with a task queue.</summary>
/// <param name="service">The server.</param>
internal sealed class Workload(IWorkflowService service)
{
    private const string Namespace = "default";

    private static readonly RpcContext Long = new(TimeSpan.FromSeconds(50));

    private static readonly Duration OneSecond = Duration.FromTimeSpan(TimeSpan.FromSeconds(1));

    /// <summary>Runs all of it.</summary>
    public Task RunAsync() => Task.WhenAll(
        CompleteAsync(),
        FailAsync(),
        CloseOtherwiseAsync(),
        TimeOutAsync(),
        LoseWorkflowTaskAsync(),
        PollInVainAsync(),
        LeaveActivityAsync(),
        FailCallAsync(),
        ScheduleAsync());

    /// <summary>A workflow of one activity that is tried twice, whose code fails twice.</summary>
    private async Task CompleteAsync()
    {
        const string Queue = "complete";
        await StartAsync(Queue);
        await DoAsync(await PollAsync(Queue), Activity("1", Queue), Activity("2", Queue), Cancel(5 + 1));
        await FailActivityAsync(await PollActivityAsync(Queue));
        var again = await PollActivityAsync(Queue);
        await service.RespondActivityTaskCompletedAsync(
            new() { Namespace = Namespace, TaskToken = again.TaskToken });
        for (var i = 0; i < 2; i++)
        {
            await service.RespondWorkflowTaskFailedAsync(new()
            {
                Namespace = Namespace,
                TaskToken = (await PollAsync(Queue)).TaskToken,
                Cause = WorkflowTaskFailedCause.WorkflowWorkerUnhandledFailure,
            });
        }

        await DoAsync(await PollAsync(Queue), new Command
        {
            CommandType = CommandType.CompleteWorkflowExecution,
            CompleteWorkflowExecutionCommandAttributes = new(),
        });
    }

    /// <summary>A workflow that fails twice, the second time because its activity did.</summary>
    private async Task FailAsync()
    {
        const string Queue = "fail";
        await StartAsync(Queue, start => start.RetryPolicy = new()
        {
            InitialInterval = Duration.FromTimeSpan(TimeSpan.FromMilliseconds(200)),
            MaximumAttempts = 2,
        });
        await DoAsync(await PollAsync(Queue), Fail());
        await DoAsync(await PollAsync(Queue), Activity("1", Queue, activity => activity.RetryPolicy = Once));
        await FailActivityAsync(await PollActivityAsync(Queue));
        await DoAsync(await PollAsync(Queue), Fail());
    }

    private async Task CloseOtherwiseAsync()
    {
        const string Queue = "close";
        await StartAsync(Queue);
        await DoAsync(await PollAsync(Queue), new Command
        {
            CommandType = CommandType.ContinueAsNewWorkflowExecution,
            ContinueAsNewWorkflowExecutionCommandAttributes = new()
            {
                WorkflowType = new() { Name = Queue },
                TaskQueue = QueueOf(Queue),
            },
        });
        await service.RequestCancelWorkflowExecutionAsync(
            new() { Namespace = Namespace, WorkflowExecution = new() { WorkflowId = Queue } });
        await DoAsync(await PollAsync(Queue), new Command
        {
            CommandType = CommandType.CancelWorkflowExecution,
            CancelWorkflowExecutionCommandAttributes = new(),
        });
        await StartAsync(Queue);
        await service.TerminateWorkflowExecutionAsync(
            new() { Namespace = Namespace, WorkflowExecution = new() { WorkflowId = Queue } });
    }

    /// <summary>A workflow and its activity that no worker ends.</summary>
    private async Task TimeOutAsync()
    {
        const string Queue = "time out";
        await StartAsync(Queue, start => start.WorkflowRunTimeout = Duration.FromTimeSpan(TimeSpan.FromSeconds(3)));
        await DoAsync(await PollAsync(Queue), Activity("1", Queue, activity =>
        {
            activity.StartToCloseTimeout = OneSecond;
            activity.RetryPolicy = Once;
        }));
        await PollActivityAsync(Queue);
        await service.GetWorkflowExecutionHistoryAsync(
            new()
            {
                Namespace = Namespace,
                Execution = new() { WorkflowId = Queue },
                WaitNewEvent = true,
                HistoryEventFilterType = HistoryEventFilterType.CloseEvent,
            },
            Long);
    }

    private async Task LoseWorkflowTaskAsync()
    {
        const string Queue = "lose";
        await StartAsync(Queue, start => start.WorkflowTaskTimeout = OneSecond);
        await PollAsync(Queue);
        await PollAsync(Queue);
    }

    private async Task LeaveActivityAsync()
    {
        const string Queue = "leave";
        await StartAsync(Queue);
        await DoAsync(await PollAsync(Queue), Activity("1", Queue));
    }

    private Task<RpcException> FailCallAsync() => Assert.ThrowsAsync<RpcException>(
        () => service.DescribeNamespaceAsync(new() { Namespace = "nowhere" }));

    private Task<PollWorkflowTaskQueueResponse> PollInVainAsync() => service.PollWorkflowTaskQueueAsync(
        new() { Namespace = Namespace, TaskQueue = QueueOf("in vain") }, new(TimeSpan.FromSeconds(2.5)));

    /// <summary>Starts a workflow every second; all but the first are left out, since it stays open.</summary>
    private Task<CreateScheduleResponse> ScheduleAsync() => service.CreateScheduleAsync(new()
    {
        Namespace = Namespace,
        ScheduleId = "often",
        RequestId = "often",
        Schedule = new()
        {
            Spec = new() { Interval = { new Api.Schedule.V1.IntervalSpec { Interval = OneSecond } } },
            Action = new()
            {
                StartWorkflow = new()
                {
                    WorkflowId = "often",
                    WorkflowType = new() { Name = "often" },
                    TaskQueue = QueueOf("often"),
                },
            },
            Policies = new(),
            State = new(),
        },
    });

    private static RetryPolicy Once => new() { MaximumAttempts = 1 };

    private static TaskQueue QueueOf(string name) => new() { Name = name, Kind = TaskQueueKind.Normal };

    /// <summary>Starts a workflow whose id and type are the name of its task queue.</summary>
    public Task StartAsync(string name, Action<StartWorkflowExecutionRequest>? change = null)
    {
        var request = new StartWorkflowExecutionRequest
        {
            Namespace = Namespace,
            WorkflowId = name,
            WorkflowType = new() { Name = name },
            TaskQueue = QueueOf(name),
            RequestId = Guid.NewGuid().ToString(),
        };
        change?.Invoke(request);
        return service.StartWorkflowExecutionAsync(request);
    }

    private async Task<PollWorkflowTaskQueueResponse> PollAsync(string queue)
    {
        var task = await service.PollWorkflowTaskQueueAsync(
            new() { Namespace = Namespace, TaskQueue = QueueOf(queue), Identity = "worker" }, Long);
        Assert.False(task.TaskToken.IsEmpty, $"No workflow task in {queue}");
        return task;
    }

    private async Task<PollActivityTaskQueueResponse> PollActivityAsync(string queue)
    {
        var task = await service.PollActivityTaskQueueAsync(
            new() { Namespace = Namespace, TaskQueue = QueueOf(queue), Identity = "worker" }, Long);
        Assert.False(task.TaskToken.IsEmpty, $"No activity task in {queue}");
        return task;
    }

    private Task<RespondWorkflowTaskCompletedResponse> DoAsync(
        PollWorkflowTaskQueueResponse task, params Command[] commands) =>
        service.RespondWorkflowTaskCompletedAsync(
            new() { Namespace = Namespace, TaskToken = task.TaskToken, Commands = { commands } });

    private Task<RespondActivityTaskFailedResponse> FailActivityAsync(PollActivityTaskQueueResponse task) =>
        service.RespondActivityTaskFailedAsync(
            new() { Namespace = Namespace, TaskToken = task.TaskToken, Failure = Broken });

    private static Failure Broken => new() { Message = "no", ApplicationFailureInfo = new() { Type = "Broken" } };

    private static Command Fail() => new()
    {
        CommandType = CommandType.FailWorkflowExecution,
        FailWorkflowExecutionCommandAttributes = new() { Failure = Broken },
    };

    private static Command Cancel(long scheduledEventId) => new()
    {
        CommandType = CommandType.RequestCancelActivityTask,
        RequestCancelActivityTaskCommandAttributes = new() { ScheduledEventId = scheduledEventId },
    };

    private static Command Activity(
        string id, string queue, Action<ScheduleActivityTaskCommandAttributes>? change = null)
    {
        var attributes = new ScheduleActivityTaskCommandAttributes
        {
            ActivityId = id,
            ActivityType = new() { Name = $"activity of {queue}" },
            TaskQueue = QueueOf(queue),
            StartToCloseTimeout = Duration.FromTimeSpan(TimeSpan.FromMinutes(1)),
            RetryPolicy = new() { InitialInterval = Duration.FromTimeSpan(TimeSpan.FromMilliseconds(200)) },
        };
        change?.Invoke(attributes);
        return new()
        {
            CommandType = CommandType.ScheduleActivityTask,
            ScheduleActivityTaskCommandAttributes = attributes,
        };
    }
}
