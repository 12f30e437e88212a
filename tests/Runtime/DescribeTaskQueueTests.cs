using Cairn.Api.Enums.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Exceptions;
using Cairn.Protocol;
using Cairn.Runtime;
using Google.Protobuf.WellKnownTypes;

namespace Cairn.Tests.Runtime;

public sealed class DescribeTaskQueueTests
{
    private readonly ManualTime time = new();

    [Fact]
    public async Task Workers_that_polled_within_five_minutes_are_told_latest_first()
    {
        await using var harness = await StartAsync();
        Assert.Empty((await DescribeAsync(harness)).Pollers);
        await harness.StartWorkflowAsync("a");
        await harness.StartWorkflowAsync("b");
        await PollAsync(harness, "first");
        time.Advance(TimeSpan.FromMinutes(2));
        await PollAsync(harness, "second");

        var both = (await DescribeAsync(harness)).Pollers;
        Assert.Equal(["second", "first"], both.Select(poller => poller.Identity));
        Assert.Equal(ManualTime.Start, both[1].LastAccessTime.ToDateTimeOffset());
        Assert.Equal(100_000, both[1].RatePerSecond);
        Assert.Empty((await DescribeAsync(harness, TaskQueueType.Activity)).Pollers);
        time.Advance(TimeSpan.FromMinutes(3) + TimeSpan.FromTicks(1));
        Assert.Equal("second", Assert.Single((await DescribeAsync(harness)).Pollers).Identity);
    }

    [Fact]
    public async Task A_worker_that_waits_is_told_with_the_rate_that_it_set()
    {
        await using var harness = await StartAsync();
        using var gone = new CancellationTokenSource();
        var poll = harness.Service.PollActivityTaskQueueAsync(
            new()
            {
                Namespace = "default",
                TaskQueue = new() { Name = Harness.Queue },
                Identity = "slow",
                TaskQueueMetadata = new() { MaxTasksPerSecond = 0.5 },
            },
            new RpcContext(CancellationToken: gone.Token));

        var poller = Assert.Single((await DescribeAsync(harness, TaskQueueType.Activity)).Pollers);
        Assert.Equal(("slow", 0.5), (poller.Identity, poller.RatePerSecond));
        await gone.CancelAsync();
        await poll;
    }

    [Fact]
    public async Task What_waits_is_counted_with_its_age_and_what_comes_and_goes()
    {
        await using var harness = await StartAsync();
        for (var i = 0; i < 6; i++)
        {
            // None of the tasks that are taken below is given up while the clock goes on.
            await harness.StartWorkflowAsync(
                $"w{i}", start => start.WorkflowTaskTimeout = Duration.FromTimeSpan(TimeSpan.FromSeconds(120)));
            while ((await DescribeAsync(harness)).Stats.ApproximateBacklogCount <= i)
            {
                await Task.Yield(); // Its task is offered beside the answer.
            }

            time.Advance(TimeSpan.FromSeconds(1));
        }

        await PollAsync(harness, "worker");
        await PollAsync(harness, "worker");
        await PollAsync(harness, "worker");
        var response = await DescribeAsync(harness);
        Assert.Equal(3, response.Stats.ApproximateBacklogCount);
        Assert.Equal(3, response.TaskQueueStatus.BacklogCountHint);
        Assert.Equal(TimeSpan.FromSeconds(3), response.Stats.ApproximateBacklogAge.ToTimeSpan());
        Assert.Equal((0.2f, 0.1f), (response.Stats.TasksAddRate, response.Stats.TasksDispatchRate));
        time.Advance(TimeSpan.FromSeconds(26));
        var later = (await DescribeAsync(harness)).Stats;
        Assert.Equal((0.1f, 0.1f), (later.TasksAddRate, later.TasksDispatchRate));
        time.Advance(TimeSpan.FromMinutes(1));
        var last = (await DescribeAsync(harness)).Stats;
        Assert.Equal((0f, 0f, 3L), (last.TasksAddRate, last.TasksDispatchRate, last.ApproximateBacklogCount));
    }

    [Fact]
    public async Task A_queue_has_one_part_of_its_own_name()
    {
        await using var harness = await StartAsync();
        var parts = await harness.Service.ListTaskQueuePartitionsAsync(
            new() { Namespace = "default", TaskQueue = new() { Name = "q" } });
        Assert.Equal("q", Assert.Single(parts.WorkflowTaskQueuePartitions).Key);
        Assert.Equal("q", Assert.Single(parts.ActivityTaskQueuePartitions).Key);
    }

    [Fact]
    public async Task A_queue_that_is_not_named_is_refused()
    {
        await using var harness = await StartAsync();
        var describe = await harness.Service.DescribeTaskQueueAsync(new() { Namespace = "default" })
            .RefusedAsync(RpcException.StatusCode.InvalidArgument);
        Assert.Equal("taskQueue is not set", describe.Message);
        var list = await harness.Service.ListTaskQueuePartitionsAsync(new() { Namespace = "default" })
            .RefusedAsync(RpcException.StatusCode.InvalidArgument);
        Assert.Equal("taskQueue is not set", list.Message);
    }

    [Fact]
    public async Task The_polls_of_a_worker_that_shuts_down_answer_with_nothing_and_those_of_others_wait_on()
    {
        await using var harness = await StartAsync();
        var (mine, other, old) = (Wait(harness, "mine"), Wait(harness, "other"), Wait(harness, ""));
        var activity = harness.Service.PollActivityTaskQueueAsync(
            new() { Namespace = "default", TaskQueue = new() { Name = Harness.Queue }, WorkerInstanceKey = "mine" });
        await harness.Service.ShutdownWorkerAsync(
            new() { Namespace = "default", TaskQueue = Harness.Queue, WorkerInstanceKey = "mine" });

        Assert.Equal(new PollWorkflowTaskQueueResponse(), await mine.InTimeAsync());
        Assert.Equal(new PollActivityTaskQueueResponse(), await activity.InTimeAsync());
        await harness.Service.ShutdownWorkerAsync(new() { Namespace = "default", TaskQueue = Harness.Queue });
        await harness.StartWorkflowAsync("a");
        await harness.StartWorkflowAsync("b");
        Assert.Equal("a", (await other.InTimeAsync()).WorkflowExecution.WorkflowId);
        Assert.Equal("b", (await old.InTimeAsync()).WorkflowExecution.WorkflowId);
    }

    [Fact]
    public async Task A_worker_that_shuts_down_can_name_which_of_its_polls_end()
    {
        await using var harness = await StartAsync();
        var waiting = Wait(harness, "mine");
        await harness.Service.ShutdownWorkerAsync(new()
        {
            Namespace = "default",
            TaskQueue = Harness.Queue,
            WorkerInstanceKey = "mine",
            TaskQueueTypes = { TaskQueueType.Activity },
        });
        await harness.StartWorkflowAsync("a");
        Assert.Equal("a", (await waiting.InTimeAsync()).WorkflowExecution.WorkflowId);
    }

    [Fact]
    public async Task A_poll_that_a_worker_sent_before_it_knew_that_it_stops_does_not_wait()
    {
        await using var harness = await StartAsync();
        await harness.Service.ShutdownWorkerAsync(
            new() { Namespace = "default", TaskQueue = Harness.Queue, WorkerInstanceKey = "mine" });
        await harness.StartWorkflowAsync("a");
        Assert.Equal(new PollWorkflowTaskQueueResponse(), await Wait(harness, "mine").InTimeAsync());
        Assert.Equal(
            new PollWorkflowTaskQueueResponse(),
            await harness.Service.PollWorkflowTaskQueueAsync(new()
            {
                Namespace = "default",
                TaskQueue = new() { Name = "sticky", Kind = TaskQueueKind.Sticky, NormalName = Harness.Queue },
                WorkerInstanceKey = "mine",
            }).InTimeAsync());
        Assert.Equal(
            new PollActivityTaskQueueResponse(),
            await harness.Service.PollActivityTaskQueueAsync(new()
            {
                Namespace = "default",
                TaskQueue = new() { Name = Harness.Queue },
                WorkerInstanceKey = "mine",
            }).InTimeAsync());
        Assert.Equal("a", (await Wait(harness, "other").InTimeAsync()).WorkflowExecution.WorkflowId);
    }

    [Fact]
    public async Task A_poll_for_Nexus_tasks_waits_until_its_worker_stops_or_its_time_is_over()
    {
        var time = new ManualTime();
        await using var harness = await Harness.StartAsync(options: new NodeOptions { TimeProvider = time });
        var held = PollNexusAsync(harness, "mine");
        var other = PollNexusAsync(harness, "other");
        var described = await harness.Service.DescribeTaskQueueAsync(new()
        {
            Namespace = "default",
            TaskQueue = new() { Name = Harness.Queue },
            TaskQueueType = TaskQueueType.Nexus,
        }).InTimeAsync();
        Assert.Equal("nexus worker", Assert.Single(described.Pollers).Identity);
        Assert.False(held.IsCompleted);
        await harness.Service.ShutdownWorkerAsync(new()
        {
            Namespace = "default",
            TaskQueue = Harness.Queue,
            WorkerInstanceKey = "mine",
            TaskQueueTypes = { TaskQueueType.Workflow, TaskQueueType.Activity, TaskQueueType.Nexus },
        });
        Assert.Equal(new PollNexusTaskQueueResponse(), await held.InTimeAsync());
        Assert.Equal(new PollNexusTaskQueueResponse(), await PollNexusAsync(harness, "mine").InTimeAsync());
        Assert.False(other.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(new PollNexusTaskQueueResponse(), await other.InTimeAsync());
    }

    private static Task<PollNexusTaskQueueResponse> PollNexusAsync(Harness harness, string instanceKey) =>
        harness.Service.PollNexusTaskQueueAsync(new()
        {
            Namespace = "default",
            TaskQueue = new() { Name = Harness.Queue },
            Identity = "nexus worker",
            WorkerInstanceKey = instanceKey,
        });

    private static Task<PollWorkflowTaskQueueResponse> Wait(Harness harness, string instanceKey) =>
        harness.Service.PollWorkflowTaskQueueAsync(new()
        {
            Namespace = "default",
            TaskQueue = new() { Name = Harness.Queue },
            WorkerInstanceKey = instanceKey,
        });

    private static Task<PollWorkflowTaskQueueResponse> PollAsync(Harness harness, string identity) =>
        harness.Service.PollWorkflowTaskQueueAsync(
            new() { Namespace = "default", TaskQueue = new() { Name = Harness.Queue }, Identity = identity })
            .InTimeAsync();

    private static Task<DescribeTaskQueueResponse> DescribeAsync(
        Harness harness, TaskQueueType type = TaskQueueType.Unspecified) =>
        harness.Service.DescribeTaskQueueAsync(new()
        {
            Namespace = "default",
            TaskQueue = new() { Name = Harness.Queue },
            TaskQueueType = type,
            IncludeTaskQueueStatus = true,
            ReportStats = true,
        });

    private Task<Harness> StartAsync() => Harness.StartAsync(options: new NodeOptions { TimeProvider = time });
}
