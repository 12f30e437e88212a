using Cairn.Api.Enums.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Exceptions;
using Cairn.Runtime;
using Cairn.Storage;

namespace Cairn.Tests.Runtime;

/// <summary>What another node finds after one was stopped, or just dropped as a killed process would be.</summary>
public sealed class RestartTests
{
    public enum End
    {
        Stopped,
        Killed,
        KilledOnFile,
    }

    public static TheoryData<End> Ends => [.. Enum.GetValues<End>()];

    [Theory]
    [MemberData(nameof(Ends))]
    public async Task A_workflow_task_that_waits_is_offered_again(End end)
    {
        await using var life = await TwoLives.StartAsync(end);
        await life.Now.StartWorkflowAsync("w");
        await life.RestartAsync();
        await life.Now.CompleteAsync(await life.Now.PollWorkflowAsync(), Harness.Finish("1"));
        Assert.Equal(5, (await life.Now.HistoryAsync("w")).Count);
    }

    [Theory]
    [MemberData(nameof(Ends))]
    public async Task A_workflow_task_whose_start_is_durable_is_ended_by_the_worker_that_has_it(End end)
    {
        await using var life = await TwoLives.StartAsync(end);
        await life.Now.StartWorkflowAsync("w");
        var task = await life.Now.PollWorkflowAsync();
        await life.Now.SignalAsync("w", "makes the start durable");
        await life.RestartAsync();
        Assert.True((await life.Now.PeekWorkflowAsync()).TaskToken.IsEmpty);
        await life.Now.CompleteAsync(task);
        Assert.Equal(
            [EventType.WorkflowTaskCompleted, EventType.WorkflowExecutionSignaled, EventType.WorkflowTaskScheduled],
            (await life.Now.EventTypesAsync("w")).Skip(3));
    }

    [Fact]
    public async Task A_workflow_task_whose_start_is_not_durable_is_offered_again_and_its_first_worker_refused()
    {
        await using var life = await TwoLives.StartAsync(End.Killed);
        await life.Now.StartWorkflowAsync("w");
        var lost = await life.Now.PollWorkflowAsync();
        await life.RestartAsync();
        life.Time.Advance(TimeSpan.FromMilliseconds(1));
        var task = await life.Now.PollWorkflowAsync();
        await life.Now.CompleteAsync(lost).RefusedAsync(RpcException.StatusCode.NotFound);
        await life.Now.CompleteAsync(task, Harness.Finish("1"));
        Assert.Equal(5, (await life.Now.HistoryAsync("w")).Count);
    }

    [Fact]
    public async Task An_activity_whose_start_is_not_durable_is_offered_again_and_its_first_worker_refused()
    {
        await using var life = await TwoLives.StartAsync(End.Killed);
        await life.Now.StartWorkflowAsync("w");
        await life.Now.CompleteAsync(await life.Now.PollWorkflowAsync(), Harness.Activity("1"));
        var lost = await life.Now.PollActivityAsync();
        await life.RestartAsync();
        life.Time.Advance(TimeSpan.FromMilliseconds(1));
        var task = await life.Now.PollActivityAsync();
        await life.Now.CompleteActivityAsync(lost, "1").RefusedAsync(RpcException.StatusCode.NotFound);
        await life.Now.CompleteActivityAsync(task, "1");
        Assert.Equal(8, (await life.Now.HistoryAsync("w")).Count);
    }

    [Theory]
    [MemberData(nameof(Ends))]
    public async Task An_activity_that_waits_that_runs_and_that_backs_off_goes_on(End end)
    {
        await using var life = await TwoLives.StartAsync(end);
        await life.Now.StartWorkflowAsync("w");
        await life.Now.CompleteAsync(
            await life.Now.PollWorkflowAsync(), Harness.Activity("a"), Harness.Activity("b"), Harness.Activity("c"));
        var running = await life.Now.PollActivityAsync();
        await life.Now.FailActivityAsync(await life.Now.PollActivityAsync());
        await life.RestartAsync();
        Assert.Equal("c", (await life.Now.PollActivityAsync()).ActivityId);
        Assert.True((await life.Now.PeekActivityAsync()).TaskToken.IsEmpty);
        await life.Now.CompleteActivityAsync(running, "1");
        life.Time.Advance(TimeSpan.FromSeconds(1));
        var second = await life.Now.PollActivityAsync();
        Assert.Equal(("b", 2), (second.ActivityId, second.Attempt));
        life.Time.Advance(TimeSpan.FromSeconds(20));
        var pending = (await life.Now.DescribeAsync("w")).PendingActivities;
        Assert.Equal(["b", "c"], pending.Select(activity => activity.ActivityId).Order());
        Assert.All(pending, activity => Assert.Equal(TimeoutType.StartToClose, activity.LastFailure
            .TimeoutFailureInfo.TimeoutType));
        await life.Now.HistoryAsync("w");
    }

    [Theory]
    [MemberData(nameof(Ends))]
    public async Task A_sticky_task_goes_to_its_queue_or_after_five_seconds_to_any_worker(End end)
    {
        await using var life = await TwoLives.StartAsync(end);
        await life.Now.StartWorkflowAsync("w");
        await life.Now.CompleteAsync(await life.Now.PollWorkflowAsync(), sticky: "mine");
        var poll = life.Now.PollWorkflowAsync("mine");
        await life.Now.SignalAsync("w", "s");
        Assert.Equal([4, 5, 6, 7], (await poll).History.Events.Select(e => (int)e.EventId));
        await life.Now.CompleteAsync(await poll, sticky: "mine");
        await life.Now.SignalAsync("w", "t");
        await life.RestartAsync();

        // Nobody has polled the sticky queue of this node yet: the task is for any worker.
        var task = await life.Now.PollWorkflowAsync();
        Assert.Equal(Enumerable.Range(1, 11), task.History.Events.Select(e => (int)e.EventId));
    }

    [Theory]
    [MemberData(nameof(Ends))]
    public async Task A_task_that_fails_again_and_again_keeps_its_attempts(End end)
    {
        await using var life = await TwoLives.StartAsync(end);
        await life.Now.StartWorkflowAsync("w");
        await life.Now.FailWorkflowTaskAsync(await life.Now.PollWorkflowAsync());
        await life.RestartAsync();
        var second = await life.Now.PollWorkflowAsync();
        Assert.Equal(2, second.Attempt);
        Assert.Equal(Enumerable.Range(1, 6), second.History.Events.Select(e => (int)e.EventId));
        await life.Now.SignalAsync("w", "makes the start durable");
        await life.RestartAsync();
        await life.Now.FailWorkflowTaskAsync(second);
        var next = await life.Now.PollWorkflowAsync();
        await life.Now.CompleteAsync(next, Harness.Finish("1"));
        await life.Now.HistoryAsync("w");
    }

    [Theory]
    [MemberData(nameof(Ends))]
    public async Task Timers_fire_at_their_time_near_and_far(End end)
    {
        await using var life = await TwoLives.StartAsync(end);
        await life.Now.StartWorkflowAsync("w");
        await life.Now.CompleteAsync(
            await life.Now.PollWorkflowAsync(),
            Harness.Timer("near", TimeSpan.FromSeconds(10)),
            Harness.Timer("far", TimeSpan.FromDays(100)));
        await life.RestartAsync();
        life.Time.Advance(TimeSpan.FromSeconds(9.999));
        await life.Now.DescribeAsync("w");
        Assert.True((await life.Now.PeekWorkflowAsync()).TaskToken.IsEmpty);
        life.Time.Advance(TimeSpan.FromMilliseconds(1));
        await life.Now.CompleteAsync(await life.Now.PollWorkflowAsync());
        await life.RestartAsync();
        await life.PassAsync(TimeSpan.FromDays(100) - TimeSpan.FromSeconds(10.001));
        Assert.DoesNotContain(
            await life.Now.HistoryAsync("w"), e => e.TimerFiredEventAttributes?.TimerId == "far");
        life.Time.Advance(TimeSpan.FromMilliseconds(1));
        var task = await life.Now.PollWorkflowAsync();
        var fired = Assert.Single(task.History.Events, e => e.TimerFiredEventAttributes?.TimerId == "far");
        Assert.Equal(ManualTime.Start + TimeSpan.FromDays(100), fired.EventTime.ToDateTimeOffset());
    }

    [Theory]
    [MemberData(nameof(Ends))]
    public async Task A_delayed_start_begins_at_its_time(End end)
    {
        await using var life = await TwoLives.StartAsync(end);
        await life.Now.StartWorkflowAsync("w", request => request.WorkflowStartDelay = new() { Seconds = 90 });
        await life.RestartAsync();
        await life.PassAsync(TimeSpan.FromSeconds(89));
        Assert.True((await life.Now.PeekWorkflowAsync()).TaskToken.IsEmpty);

        // Time goes on while the store is asked, as it does outside of tests.
        var poll = life.Now.PollWorkflowAsync();
        while (!poll.IsCompleted)
        {
            life.Time.Advance(TimeSpan.FromMilliseconds(50));
            await Task.Delay(TimeSpan.FromMilliseconds(2), TestContext.Current.CancellationToken);
        }

        Assert.False((await poll).TaskToken.IsEmpty);
    }

    [Theory]
    [MemberData(nameof(Ends))]
    public async Task Events_that_wait_for_a_workflow_task_get_their_ids_when_it_ends(End end)
    {
        await using var life = await TwoLives.StartAsync(end);
        await life.Now.StartWorkflowAsync("w");
        await life.Now.CompleteAsync(await life.Now.PollWorkflowAsync(), Harness.Activity("1"));
        var activity = await life.Now.PollActivityAsync();
        await life.Now.SignalAsync("w", "a");
        var task = await life.Now.PollWorkflowAsync();
        await life.Now.CompleteActivityAsync(activity, "1");
        await life.Now.SignalAsync("w", "b");
        await life.RestartAsync();
        await life.Now.CompleteAsync(task);
        Assert.Equal(
            [
                EventType.WorkflowTaskCompleted, EventType.ActivityTaskStarted, EventType.WorkflowExecutionSignaled,
                EventType.ActivityTaskCompleted, EventType.WorkflowTaskScheduled,
            ],
            (await life.Now.EventTypesAsync("w")).Skip(8));
    }

    [Theory]
    [MemberData(nameof(Ends))]
    public async Task A_closed_run_stays_closed_and_readable_beside_its_successor(End end)
    {
        await using var life = await TwoLives.StartAsync(end);
        var first = (await life.Now.StartWorkflowAsync("w")).RunId;
        await life.Now.TerminateAsync("w");
        var second = (await life.Now.StartWorkflowAsync("w")).RunId;
        await life.RestartAsync();
        Assert.Equal(second, (await life.Now.DescribeAsync("w")).WorkflowExecutionInfo.Execution.RunId);
        Assert.Equal(
            WorkflowExecutionStatus.Terminated,
            (await life.Now.DescribeAsync("w", first)).WorkflowExecutionInfo.Status);
        Assert.Equal(3, (await life.Now.HistoryAsync("w", first)).Count);
        Assert.Equal(2, (await life.Now.HistoryAsync("w")).Count);
        await life.Now.SignalAsync("w", "s", runId: first).RefusedAsync(RpcException.StatusCode.NotFound);
        Assert.Equal(second, (await life.Now.PollWorkflowAsync()).WorkflowExecution.RunId);
    }

    [Theory]
    [MemberData(nameof(Ends))]
    public async Task Deadlines_weeks_and_years_away_do_not_keep_a_node_from_starting(End end)
    {
        await using var life = await TwoLives.StartAsync(end);
        await life.Now.StartWorkflowAsync(
            "w", request => request.WorkflowRunTimeout = new() { Seconds = 3_000_000_000 });
        await life.RestartAsync();
        await life.Now.CompleteAsync(
            await life.Now.PollWorkflowAsync(), Harness.Timer("t", TimeSpan.FromDays(60)), Harness.Activity("1"));
        await life.RestartAsync();
        await life.Now.CompleteActivityAsync(await life.Now.PollActivityAsync(), "1");
        await life.Now.CompleteAsync(await life.Now.PollWorkflowAsync(), Harness.Finish("1"));
    }

    [Fact]
    public async Task Long_polls_and_queries_end_with_their_node()
    {
        var harness = await Harness.StartAsync(options: new NodeOptions { TimeProvider = new ManualTime() });
        await harness.StartWorkflowAsync("w");
        await harness.PollWorkflowAsync();
        var polls = new[] { harness.PollWorkflowAsync(), harness.PollWorkflowAsync("mine") };
        var activity = harness.PollActivityAsync();
        var query = harness.QueryAsync("w");
        var history = harness.Service.GetWorkflowExecutionHistoryAsync(new GetWorkflowExecutionHistoryRequest
        {
            Namespace = "default",
            Execution = new() { WorkflowId = "w" },
            HistoryEventFilterType = HistoryEventFilterType.CloseEvent,
            WaitNewEvent = true,
        });
        await harness.DescribeAsync("w");
        await harness.DisposeAsync();
        Assert.All(await Task.WhenAll(polls), poll => Assert.True(poll.TaskToken.IsEmpty));
        Assert.True((await activity).TaskToken.IsEmpty);
        await query.UnavailableAsync();
        await history.UnavailableAsync();
        await harness.PollWorkflowAsync().UnavailableAsync();
        await harness.PollActivityAsync().UnavailableAsync();
        await harness.DescribeAsync("w").UnavailableAsync();
    }

    /// <summary>A node, and another one after it on the same store.</summary>
    private sealed class TwoLives(End end, DataFolder folder) : IAsyncDisposable
    {
        private readonly MemoryStore memory = new();
        private readonly List<FaultyStore> used = [];

        public ManualTime Time { get; private set; } = new();

        public Harness Now { get; private set; } = null!;

        public static async Task<TwoLives> StartAsync(End end)
        {
            var life = new TwoLives(end, new DataFolder());
            await life.BeginAsync();
            return life;
        }

        public async Task RestartAsync()
        {
            if (end == End.Stopped)
            {
                await Now.DisposeAsync();
            }

            // A killed process writes nothing more, and time does not pass for it.
            used[^1].OnCommit = _ => new TaskCompletionSource<CommitOutcome>().Task;
            Time = new ManualTime(Time.GetUtcNow());
            if (end == End.KilledOnFile)
            {
                await used[^1].DisposeAsync();
            }

            await BeginAsync();
        }

        /// <summary>Lets time pass in small steps, as it does, until all that it caused is done.</summary>
        public async Task PassAsync(TimeSpan length)
        {
            var step = length / 400;
            for (var i = 0; i < 400; i++)
            {
                Time.Advance(i < 399 ? step : length - (399 * step));
                await Now.DescribeAsync("nobody").RefusedAsync(RpcException.StatusCode.NotFound);
            }
        }

        public async ValueTask DisposeAsync()
        {
            await Now.DisposeAsync();
            await used[^1].DisposeAsync();
            folder.Dispose();
        }

        private async Task BeginAsync()
        {
            used.Add(new FaultyStore(end == End.KilledOnFile ? await folder.OpenAsync() : memory));
            Now = await Harness.StartAsync(used[^1], new NodeOptions { TimeProvider = Time });
        }
    }
}
