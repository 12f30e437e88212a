using Cairn.Api.WorkflowService.V1;
using Cairn.Exceptions;
using Cairn.Protocol;
using Cairn.Runtime;

namespace Cairn.Tests.Runtime;

public sealed class TaskQueueTests
{
    private readonly ManualTime time = new();

    [Fact]
    public async Task Tasks_are_handed_out_in_the_order_in_which_they_came()
    {
        await using var harness = await StartAsync();
        for (var i = 0; i < 20; i++)
        {
            await harness.StartWorkflowAsync($"w{i}");
        }

        for (var i = 0; i < 20; i++)
        {
            Assert.Equal($"w{i}", (await harness.PollWorkflowAsync()).WorkflowExecution.WorkflowId);
        }
    }

    [Fact]
    public async Task More_urgent_tasks_are_handed_out_first_and_equal_ones_in_the_order_in_which_they_came()
    {
        await using var harness = await StartAsync();
        foreach (var key in new[] { 0, 5, 3, 1, 4, 2, 1, 9, 0 })
        {
            await harness.StartWorkflowAsync($"{key}{Guid.NewGuid()}", start => start.Priority = new()
            {
                PriorityKey = key,
            });
        }

        var taken = new List<char>();
        for (var i = 0; i < 9; i++)
        {
            taken.Add((await harness.PollWorkflowAsync()).WorkflowExecution.WorkflowId[0]);
        }

        Assert.Equal("112030459", string.Concat(taken)); // None means 3; beyond the last level is the last level.
    }

    [Fact]
    public async Task An_activity_is_as_urgent_as_its_workflow_unless_it_says_more()
    {
        await using var harness = await StartAsync();
        await harness.StartWorkflowAsync("w", start => start.Priority = new() { PriorityKey = 4 });
        var urgent = Harness.Activity("urgent");
        urgent.ScheduleActivityTaskCommandAttributes.Priority = new() { PriorityKey = 1 };
        await harness.CompleteAsync(await harness.PollWorkflowAsync(), Harness.Activity("own"), urgent);
        await harness.StartWorkflowAsync("usual");
        await harness.CompleteAsync(await harness.PollWorkflowAsync(), Harness.Activity("usual"));
        foreach (var id in new[] { "urgent", "usual", "own" })
        {
            Assert.Equal(id, (await harness.PollActivityAsync()).ActivityId);
        }
    }

    [Fact]
    public async Task The_worker_that_waits_longest_gets_the_next_task()
    {
        await using var harness = await StartAsync();
        var polls = Enumerable.Range(0, 5).Select(_ => harness.PollWorkflowAsync()).ToList();
        for (var i = 0; i < 5; i++)
        {
            await harness.StartWorkflowAsync($"w{i}");
            Assert.Equal($"w{i}", (await polls[i]).WorkflowExecution.WorkflowId);
        }
    }

    [Theory]
    [InlineData(2, 1)]
    [InlineData(30, 29)]
    [InlineData(70, 60)]
    [InlineData(null, 60)]
    public async Task A_poll_answers_with_nothing_a_second_before_its_caller_gives_up(int? timeout, int answered)
    {
        await using var harness = await StartAsync();
        var context = new RpcContext(timeout is { } seconds ? TimeSpan.FromSeconds(seconds) : null);
        var poll = harness.Service.PollWorkflowTaskQueueAsync(
            new() { Namespace = "default", TaskQueue = new() { Name = Harness.Queue } }, context);
        time.Advance(TimeSpan.FromSeconds(answered) - TimeSpan.FromTicks(1));
        Assert.False(poll.IsCompleted);
        time.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(new PollWorkflowTaskQueueResponse(), await poll.InTimeAsync());
    }

    [Fact]
    public async Task A_poll_whose_caller_gives_up_at_once_is_refused()
    {
        await using var harness = await StartAsync();
        var refusal = await harness.Service.PollActivityTaskQueueAsync(
            new() { Namespace = "default", TaskQueue = new() { Name = Harness.Queue } },
            new RpcContext(TimeSpan.FromSeconds(1.9))).RefusedAsync(RpcException.StatusCode.FailedPrecondition);
        Assert.Equal("Context timeout is too short.", refusal.Message);
    }

    [Fact]
    public async Task Polls_that_are_cancelled_lose_no_task()
    {
        await using var harness = await StartAsync();
        const int count = 400;
        var random = new Random(1);
        var got = new List<string>();
        var polls = new List<Task<PollWorkflowTaskQueueResponse>>();
        var cancels = new List<Task>();
        var starts = new List<Task>();
        for (var i = 0; i < count; i++)
        {
            for (var j = 0; j < 3; j++)
            {
                var gone = new CancellationTokenSource();
                polls.Add(harness.TryPollWorkflowAsync(null, gone.Token));
                cancels.Add(CancelAsync(gone, random.Next(60)));
            }

            starts.Add(harness.StartWorkflowAsync($"w{i}"));
        }

        await Task.WhenAll(starts.Concat(cancels));
        got.AddRange((await Task.WhenAll(polls)).Where(task => !task.TaskToken.IsEmpty)
            .Select(task => task.WorkflowExecution.WorkflowId));
        while (await harness.PeekWorkflowAsync() is { TaskToken.IsEmpty: false } task)
        {
            got.Add(task.WorkflowExecution.WorkflowId);
        }

        Assert.Equal(count, got.Count);
        Assert.Equal(count, got.Distinct().Count());
    }

    [Fact]
    public async Task A_sticky_task_waits_for_its_worker_while_there_is_a_sign_of_it()
    {
        await using var harness = await StartAsync();
        await StickAsync(harness);
        Assert.True((await harness.PeekWorkflowAsync("mine")).TaskToken.IsEmpty);
        time.Advance(TimeSpan.FromSeconds(9));
        await harness.SignalAsync("w", "s");
        Assert.True((await harness.PeekWorkflowAsync()).TaskToken.IsEmpty);
        Assert.False((await harness.PeekWorkflowAsync("mine")).TaskToken.IsEmpty);
    }

    [Fact]
    public async Task A_task_for_a_worker_that_has_not_polled_yet_is_for_it_and_for_any_other()
    {
        await using var harness = await StartAsync();
        await StickAsync(harness);
        await harness.SignalAsync("w", "s");
        await harness.CompleteAsync(await harness.PollWorkflowAsync("mine"));
        Assert.True((await harness.PeekWorkflowAsync()).TaskToken.IsEmpty);
        await harness.SignalAsync("w", "s");
        await harness.CompleteAsync(await harness.PollWorkflowAsync(), sticky: "other");
        await harness.SignalAsync("w", "s");
        Assert.False((await harness.PeekWorkflowAsync()).TaskToken.IsEmpty);
        Assert.True((await harness.PeekWorkflowAsync("other")).TaskToken.IsEmpty);
    }

    [Fact]
    public async Task A_worker_that_has_shut_down_is_not_expected_though_it_keeps_a_run()
    {
        await using var harness = await StartAsync();
        await harness.StartWorkflowAsync("w");
        var task = await harness.PollWorkflowAsync();
        await ShutdownAsync(harness);
        await harness.CompleteAsync(task, sticky: "mine");
        await harness.SignalAsync("w", "s");
        Assert.True((await harness.PeekWorkflowAsync("mine")).TaskToken.IsEmpty);
        Assert.False((await harness.PeekWorkflowAsync()).TaskToken.IsEmpty);
    }

    [Fact]
    public async Task A_sticky_task_goes_to_any_worker_when_its_own_has_been_silent()
    {
        await using var harness = await StartAsync();
        await StickAsync(harness);
        Assert.True((await harness.PeekWorkflowAsync("mine")).TaskToken.IsEmpty);
        time.Advance(TimeSpan.FromSeconds(10));
        await harness.SignalAsync("w", "s");
        Assert.Equal(1, (await harness.PeekWorkflowAsync()).History.Events[0].EventId);
    }

    [Fact]
    public async Task A_sticky_task_that_its_worker_does_not_take_goes_to_any_worker_after_its_timeout()
    {
        await using var harness = await StartAsync();
        await StickAsync(harness);
        await harness.PeekWorkflowAsync("mine");
        await harness.SignalAsync("w", "s");
        time.Advance(TimeSpan.FromSeconds(5));
        var task = await harness.PollWorkflowAsync();
        Assert.Equal(Enumerable.Range(1, 9).Select(id => (long)id), task.History.Events.Select(e => e.EventId));
        await harness.CompleteAsync(task, Harness.Finish("1"));
    }

    [Fact]
    public async Task The_tasks_of_a_worker_that_shuts_down_go_to_any_worker_and_its_polls_end()
    {
        await using var harness = await StartAsync();
        await StickAsync(harness);
        await harness.PeekWorkflowAsync("mine");
        await harness.SignalAsync("w", "s");
        await ShutdownAsync(harness);
        Assert.Equal(1, (await harness.PollWorkflowAsync()).History.Events[0].EventId);
        var poll = harness.PollWorkflowAsync("mine");
        await ShutdownAsync(harness);
        Assert.True((await poll).TaskToken.IsEmpty);
    }

    [Fact]
    public async Task Two_queues_of_one_name_and_different_kinds_have_nothing_in_common()
    {
        await using var harness = await StartAsync();
        var activity = harness.PollActivityAsync();
        await harness.StartWorkflowAsync("w");
        await harness.CompleteAsync(await harness.PollWorkflowAsync(), Harness.Activity("1"));
        Assert.Equal("1", (await activity).ActivityId);
        Assert.True((await harness.PeekWorkflowAsync()).TaskToken.IsEmpty);
    }

    private Task<Harness> StartAsync() => Harness.StartAsync(options: new NodeOptions { TimeProvider = time });

    private static async Task StickAsync(Harness harness)
    {
        await harness.StartWorkflowAsync("w");
        await harness.CompleteAsync(await harness.PollWorkflowAsync(), sticky: "mine");
    }

    private static async Task ShutdownAsync(Harness harness) => await harness.Service.ShutdownWorkerAsync(
        new() { Namespace = "default", StickyTaskQueue = "mine" });

    private static async Task CancelAsync(CancellationTokenSource source, int yields)
    {
        for (var i = 0; i < yields; i++)
        {
            await Task.Yield();
        }

        await source.CancelAsync();
        source.Dispose();
    }
}
