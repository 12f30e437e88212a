using Cairn.Api.Command.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Runtime;
using Cairn.Runtime.Metrics;
using Cairn.Storage;

namespace Cairn.Tests.Runtime;

/// <summary>
/// What collectors hear of a node. Alone, because a collector reads all nodes of the process. Each test has names of
/// its own, because nodes that other tests dropped are still there.
/// </summary>
[Collection(nameof(MetricsTests))]
[CollectionDefinition(nameof(MetricsTests), DisableParallelization = true)]
public sealed class MetricsTests
{
    private readonly string type = $"T-{Guid.NewGuid():N}";

    private string Workflow => $"namespace=default,workflowType={type},taskqueue={Harness.Queue}";

    private string ActivityType => $"namespace=default,activityType={type}";

    [Fact]
    public async Task The_life_of_a_workflow_is_counted_by_type_and_outcome()
    {
        var time = new ManualTime();
        await using var harness = await Harness.StartAsync(options: new NodeOptions { TimeProvider = time });
        using var heard = new Measurements();

        await StartAsync(harness, "w");
        await harness.CompleteAsync(await harness.PollWorkflowAsync(), Activity());
        await harness.FailActivityAsync(await harness.PollActivityAsync());
        Assert.Equal(1, heard.Sum($"cairn_workflows_started_total{{{Workflow}}}"));
        Assert.Equal(1, heard.Sum(
            $"cairn_activity_outcomes_total{{{ActivityType},outcome=FailedRetryable,cause=Application}}"));
        Assert.Equal(1, heard.Sum($"activity_task_fail{{{ActivityType}}}"));
        Assert.Equal(1, heard.Count($"cairn_activity_retry_backoff_seconds{{{ActivityType}}}"));
        Assert.Equal(1, heard.Sum($"cairn_activity_retry_backoff_seconds{{{ActivityType}}}"));

        time.Advance(TimeSpan.FromSeconds(1));
        await harness.CompleteActivityAsync(await harness.PollActivityAsync(), "1");
        Assert.Equal(1, heard.Sum($"activity_success{{{ActivityType}}}"));
        Assert.Equal(1, heard.Sum($"cairn_activity_outcomes_total{{{ActivityType},outcome=Completed,cause=None}}"));
        Assert.Equal(1, heard.Sum($"activity_schedule_to_close_latency{{{ActivityType}}}"));
        Assert.Equal(2, heard.Count($"activity_start_to_close_latency{{{ActivityType}}}"));

        await harness.FailWorkflowTaskAsync(await harness.PollWorkflowAsync());
        await harness.FailWorkflowTaskAsync(await harness.PollWorkflowAsync());
        Assert.Equal(1, heard.Sum($"failed_workflow_tasks{{{Workflow},failure=WorkflowWorkerUnhandledFailure}}"));
        Assert.Equal(1, heard.Sum($"failed_workflow_tasks{{{Workflow},failure=Repeated}}"));

        time.Advance(TimeSpan.FromMinutes(1));
        await harness.CompleteAsync(await harness.PollWorkflowAsync(), Harness.Finish("1"));
        Assert.Equal(1, heard.Sum($"workflow_success{{{Workflow}}}"));
        Assert.Equal(2, heard.Sum($"workflow_tasks_completed{{{Workflow}}}"));
        Assert.Equal(61, heard.Sum($"workflow_schedule_to_close_latency{{{Workflow},status=Completed}}"));
        Assert.Equal(
            (await harness.HistoryAsync("w")).Count, heard.Sum($"history_count{{{Workflow}}}"));
        Assert.True(heard.Sum($"history_size{{{Workflow}}}") > 100);
    }

    [Fact]
    public async Task A_timeout_of_an_activity_is_counted_by_its_kind()
    {
        var time = new ManualTime();
        await using var harness = await Harness.StartAsync(options: new NodeOptions { TimeProvider = time });
        using var heard = new Measurements();
        await StartAsync(harness, "w");
        await harness.CompleteAsync(
            await harness.PollWorkflowAsync(),
            Activity(activity => activity.RetryPolicy = new() { MaximumAttempts = 2 }));
        foreach (var outcome in (string[])["TimedOutRetryable", "TimedOut"])
        {
            await harness.PollActivityAsync();
            time.Advance(TimeSpan.FromSeconds(20));
            await harness.DescribeAsync("w"); // It follows the timeout, so that the next attempt has its time.
            time.Advance(TimeSpan.FromSeconds(1));
            await harness.DescribeAsync("w");
            Assert.Equal(1, heard.Sum(
                $"cairn_activity_outcomes_total{{{ActivityType},outcome={outcome},cause=StartToClose}}"));
        }

        Assert.Equal(1, heard.Sum($"activity_timeout{{{ActivityType},timeout_type=StartToClose}}"));
        Assert.Equal(2, heard.Sum($"activity_task_timeout{{{ActivityType},timeout_type=StartToClose}}"));
    }

    [Theory]
    [InlineData(CommitOutcome.Failed)]
    [InlineData(CommitOutcome.Unknown)]
    public async Task A_batch_that_is_not_durable_counts_nothing(CommitOutcome outcome)
    {
        var store = new FaultyStore(new MemoryStore());
        await using var harness = await Harness.StartAsync(store);
        using var heard = new Measurements();
        store.Once(_ => Task.FromResult(outcome));
        await Assert.ThrowsAnyAsync<Exception>(() => StartAsync(harness, "w"));

        Assert.Equal(0, heard.Sum($"cairn_workflows_started_total{{{Workflow}}}"));
        Assert.Equal(1, heard.Sum("cairn_commit_failures_total"));
        await StartAsync(harness, "v");
        Assert.Equal(1, heard.Sum($"cairn_workflows_started_total{{{Workflow}}}"));
    }

    [Fact]
    public async Task What_is_pending_is_counted_from_the_store_after_a_restart()
    {
        var store = new MemoryStore();
        await using (var before = await Harness.StartAsync(store))
        {
            for (var i = 0; i < 3; i++)
            {
                await StartAsync(before, $"w{i}");
                await before.CompleteAsync(
                    await before.PollWorkflowAsync(), Activity(activity => activity.TaskQueue = new() { Name = type }));
            }
        }

        await using var harness = await Harness.StartAsync(store);
        using var heard = new Measurements();
        var activities = $"namespace=default,taskqueue={type},task_type=Activity";
        Assert.Equal(3, await heard.ObserveAsync($"cairn_open_workflows{{{Workflow}}}"));
        Assert.Equal(3, heard.Observe()[$"cairn_pending_activities{{{activities}}}"]);
        Assert.Equal(3, heard.Observe()[$"approximate_backlog_count{{{activities}}}"]);

        await harness.TerminateAsync("w0");
        await StartAsync(harness, "w3");
        await StartAsync(harness, "w4");
        Assert.Equal(4, heard.Observe()[$"cairn_open_workflows{{{Workflow}}}"]);
        Assert.Equal(2, heard.Observe()[$"cairn_pending_activities{{{activities}}}"]);
        Assert.InRange(heard.Observe()[$"cairn_oldest_open_workflow_seconds{{{Workflow}}}"], 0, 120);
    }

    [Fact]
    public async Task What_is_pending_is_counted_anew_after_a_commit_of_unknown_outcome()
    {
        var store = new FaultyStore(new MemoryStore());
        await using var harness = await Harness.StartAsync(store);
        using var heard = new Measurements();
        await StartAsync(harness, "w0");
        Assert.Equal(1, await heard.ObserveAsync($"cairn_open_workflows{{{Workflow}}}"));
        store.Once(async commit =>
        {
            await commit();
            return CommitOutcome.Unknown;
        });
        await Assert.ThrowsAnyAsync<Exception>(() => StartAsync(harness, "w1"));

        Assert.Equal(2, await heard.ObserveAsync($"cairn_open_workflows{{{Workflow}}}"));
        await harness.TerminateAsync("w1");
        Assert.Equal(1, heard.Observe()[$"cairn_open_workflows{{{Workflow}}}"]);
    }

    [Fact]
    public async Task A_worker_is_no_label_whatever_its_sticky_queue_is_called()
    {
        await using var harness = await Harness.StartAsync();
        using var heard = new Measurements();
        await StartAsync(harness, "w");
        await harness.CompleteAsync(await harness.PollWorkflowAsync(), sticky: type);
        Assert.DoesNotContain(heard.Observe().Keys, series => series.Contains($"taskqueue={type}", Ordinal));
        var poll = harness.PollWorkflowAsync(sticky: type);
        await harness.SignalAsync("w", "s");
        await harness.CompleteAsync(await poll, sticky: type);

        Assert.DoesNotContain(heard.Observe().Keys, series => series.Contains($"taskqueue={type}", Ordinal));
        Assert.DoesNotContain(heard.Counted, series => series.Contains($"taskqueue={type}", Ordinal));
        Assert.Equal(1, heard.Sum(
            $"poll_success{{namespace=default,taskqueue={NodeMetrics.StickyQueue},task_type=Workflow}}"));
    }

    [Fact]
    public async Task Polls_are_counted_with_and_without_a_task_and_while_they_wait()
    {
        await using var harness = await Harness.StartAsync();
        using var heard = new Measurements();
        var queue = $"namespace=default,taskqueue={type},task_type=Workflow";
        await PollAsync(harness, new CancellationToken(canceled: true));
        Assert.Equal(1, heard.Sum($"poll_timeouts{{{queue}}}"));

        var poll = PollAsync(harness, CancellationToken.None);
        Assert.Equal(1, heard.Observe()[$"pending_polls{{{queue}}}"]);
        await harness.StartWorkflowAsync("w", start => start.TaskQueue = new() { Name = type });
        await harness.CompleteAsync(await poll, Harness.Finish("1"));
        await harness.StartWorkflowAsync("v", start => start.TaskQueue = new() { Name = type });
        Assert.Equal(1, heard.Observe()[$"approximate_backlog_count{{{queue}}}"]);
        await harness.CompleteAsync(await PollAsync(harness, CancellationToken.None), Harness.Finish("1"));
        Assert.Equal(2, heard.Sum($"poll_success{{{queue}}}"));
        Assert.Equal(1, heard.Sum($"poll_success_sync{{{queue}}}"));
        Assert.Equal(0, heard.Observe()[$"pending_polls{{{queue}}}"]);
    }

    [Fact]
    public async Task A_reset_counts_no_event_that_the_new_run_only_copied()
    {
        await using var harness = await Harness.StartAsync();
        using var heard = new Measurements();
        var run = (await StartAsync(harness, "w")).RunId;
        await harness.CompleteAsync(await harness.PollWorkflowAsync(), Activity());
        await harness.CompleteActivityAsync(await harness.PollActivityAsync(), "1");
        await harness.CompleteAsync(await harness.PollWorkflowAsync());
        await harness.Service.ResetWorkflowExecutionAsync(new ResetWorkflowExecutionRequest
        {
            Namespace = "default",
            WorkflowExecution = new() { WorkflowId = "w", RunId = run },
            WorkflowTaskFinishEventId = 10,
            RequestId = "reset",
        });

        Assert.Equal(1, heard.Sum($"activity_success{{{ActivityType}}}"));
        Assert.Equal(2, heard.Sum($"workflow_tasks_completed{{{Workflow}}}"));
        Assert.Equal(1, heard.Sum($"cairn_workflows_started_total{{{Workflow}}}"));
        Assert.Equal(1, heard.Sum($"workflow_terminate{{{Workflow}}}"));
    }

    [Fact]
    public async Task Labels_beyond_the_limit_share_one_series_and_one_line_of_the_log()
    {
        await using (var harness = await Harness.StartAsync(options: new NodeOptions { MetricLabelLimit = 1 }))
        {
            using var heard = new Measurements();
            await StartAsync(harness, "w");
            await harness.StartWorkflowAsync("v", start => start.WorkflowType = new() { Name = "second" });
            await harness.StartWorkflowAsync("u", start => start.WorkflowType = new() { Name = "third" });
            Assert.Equal(1, heard.Sum($"cairn_workflows_started_total{{{Workflow}}}"));
            Assert.Equal(
                2, heard.Sum("cairn_workflows_started_total{namespace=other,workflowType=other,taskqueue=other}"));
        }

        var log = new LineLog();
        var other = new LabelSet();
        var labels = new LabelSets<string>("workflows", 1, _ => new LabelSet(), other, log);
        var first = labels.Of("a");
        Assert.Equal([other, other, first], [labels.Of("b"), labels.Of("c"), labels.Of("a")]);
        Assert.StartsWith("Metrics have 1 different sets of labels of workflows", Assert.Single(log.Lines), Ordinal);
    }

    [Fact]
    public async Task Schedules_say_how_late_they_start_workflows()
    {
        await using var scheduling = await Scheduling.StartAsync();
        using var heard = new Measurements();
        await scheduling.Now.Service.CreateScheduleAsync(Scheduling.Request());
        scheduling.Time.Advance(TimeSpan.FromMinutes(10));
        await scheduling.Now.PollWorkflowAsync();
        await scheduling.Now.Service.DescribeScheduleAsync(new() { Namespace = "default", ScheduleId = "s" });

        Assert.Equal(1, heard.Sum("schedule_action_success{namespace=default}"));
        Assert.Equal(1, heard.Count("schedule_action_delay{namespace=default}"));
        Assert.Equal(0, heard.Sum("schedule_action_delay{namespace=default}"));
        Assert.Contains("cairn_schedule_overdue_seconds", heard.Observe().Keys);
    }

    private const StringComparison Ordinal = StringComparison.Ordinal;

    private Task<StartWorkflowExecutionResponse> StartAsync(Harness harness, string id) =>
        harness.StartWorkflowAsync(id, start => start.WorkflowType = new() { Name = type });

    private Task<PollWorkflowTaskQueueResponse> PollAsync(Harness harness, CancellationToken cancellationToken) =>
        harness.Service.PollWorkflowTaskQueueAsync(
            new() { Namespace = "default", TaskQueue = new() { Name = type }, Identity = "worker" },
            new(TimeSpan.FromSeconds(20), CancellationToken: cancellationToken))
            .WaitAsync(Harness.WaitLimit, CancellationToken.None);

    private Command Activity(Action<ScheduleActivityTaskCommandAttributes>? change = null)
    {
        var command = Harness.Activity("1");
        command.ScheduleActivityTaskCommandAttributes.ActivityType = new() { Name = type };
        change?.Invoke(command.ScheduleActivityTaskCommandAttributes);
        return command;
    }
}
