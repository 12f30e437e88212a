using Cairn.Api.Enums.V1;
using Cairn.Exceptions;
using Cairn.Runtime;
using Cairn.Storage;

namespace Cairn.Tests.Runtime;

public sealed class TimerTests
{
    private readonly ManualTime time = new();

    [Fact]
    public async Task A_timer_does_not_fire_when_its_alarm_comes_early()
    {
        await using var harness = await StartAsync();
        await SleepAsync(harness, "w", TimeSpan.FromSeconds(10));
        time.RingAllEarly();
        await AssertAsleepAsync(harness, "w");
        time.Advance(TimeSpan.FromSeconds(9.999));
        await AssertAsleepAsync(harness, "w");
        time.Advance(TimeSpan.FromMilliseconds(1));
        await AssertWokenAsync(harness, ManualTime.Start + TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task A_timer_runs_on_when_the_clock_of_the_machine_is_set_back()
    {
        await using var harness = await StartAsync();
        await SleepAsync(harness, "w", TimeSpan.FromSeconds(10));
        time.Advance(TimeSpan.FromSeconds(4));
        time.Jump(TimeSpan.FromHours(-1));
        time.Advance(TimeSpan.FromSeconds(5.999));
        await AssertAsleepAsync(harness, "w");
        time.Advance(TimeSpan.FromMilliseconds(1));
        await AssertWokenAsync(harness, ManualTime.Start + TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task A_timer_between_two_milliseconds_fires_at_the_later_one()
    {
        await using var harness = await StartAsync();
        await SleepAsync(harness, "w", TimeSpan.FromMilliseconds(10.5));
        time.Advance(TimeSpan.FromMilliseconds(10.4999));
        await AssertAsleepAsync(harness, "w");
        time.Advance(TimeSpan.FromMilliseconds(0.5001));
        await AssertWokenAsync(harness, ManualTime.Start + TimeSpan.FromMilliseconds(10.5));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(10_000)]
    public async Task Timers_near_and_far_fire_in_their_order_however_few_executions_stay_in_memory(int cache)
    {
        await using var harness = await StartAsync(new NodeOptions { CachedExecutions = cache });
        const int count = 300;
        for (var i = 0; i < count; i++)
        {
            await SleepAsync(harness, $"w{i}", TimeSpan.FromSeconds(1 + (i * 7 % count)));
        }

        for (var second = 1; second <= count; second++)
        {
            await AssertNobodyAsync(harness);
            time.Advance(TimeSpan.FromSeconds(1));
            await AssertWokenAsync(harness, ManualTime.Start + TimeSpan.FromSeconds(second));
        }

        await AssertNobodyAsync(harness);
    }

    [Fact]
    public async Task Thousands_of_timers_of_one_workflow_fire_once_each()
    {
        await using var harness = await StartAsync();
        await harness.StartWorkflowAsync("w");
        const int count = 3000;
        await harness.CompleteAsync(
            await harness.PollWorkflowAsync(),
            [.. Enumerable.Range(1, count).Select(i => Harness.Timer($"{i}", TimeSpan.FromSeconds(i % 50)))]);
        time.Advance(TimeSpan.FromSeconds(50));
        await harness.DescribeAsync("w"); // Behind the alarm in the partition's inbox.
        await harness.PollWorkflowAsync();
        var fired = (await harness.HistoryAsync("w")).Where(e => e.EventType == EventType.TimerFired).ToList();
        Assert.Equal(count, fired.Select(e => e.TimerFiredEventAttributes.TimerId).Distinct().Count());
        Assert.Equal(count, fired.Count);
    }

    [Fact]
    public async Task A_nearer_timer_set_later_fires_first()
    {
        await using var harness = await StartAsync();
        await SleepAsync(harness, "far", TimeSpan.FromSeconds(20));
        await SleepAsync(harness, "near", TimeSpan.FromSeconds(5));
        time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal("near", (await harness.PollWorkflowAsync()).WorkflowExecution.WorkflowId);
        time.Advance(TimeSpan.FromSeconds(15));
        Assert.Equal("far", (await harness.PollWorkflowAsync()).WorkflowExecution.WorkflowId);
    }

    [Fact]
    public async Task A_timer_that_becomes_durable_while_the_store_is_asked_for_its_time_is_not_missed()
    {
        var store = new FaultyStore(new MemoryStore());
        await using var harness = await Harness.StartAsync(store, new NodeOptions { TimeProvider = time });
        await harness.StartWorkflowAsync("w");
        var task = await harness.PollWorkflowAsync();
        await harness.DescribeAsync("w");
        var commits = store.HoldCommits();
        var complete = harness.CompleteAsync(task, Harness.Timer("t", TimeSpan.FromSeconds(85)));
        await commits.ArrivedAsync();

        // The store answers what it knew before the commit, but late.
        var asked = new Hold();
        store.AfterDue = asked.WaitAsync;
        time.Advance(TimeSpan.FromSeconds(30));
        await asked.ArrivedAsync();
        commits.Release();
        await complete;
        asked.Release();
        store.AfterDue = null;
        await harness.DescribeAsync("w");
        for (var second = 0; second < 55; second++)
        {
            await AssertAsleepAsync(harness, "w");
            time.Advance(TimeSpan.FromSeconds(1));
        }

        await AssertWokenAsync(harness, ManualTime.Start + TimeSpan.FromSeconds(85));
    }

    [Fact]
    public async Task Executions_with_readers_and_queries_that_gave_up_are_forgotten_as_others_are()
    {
        var store = new FaultyStore(new MemoryStore());
        await using var harness = await Harness.StartAsync(
            store, new NodeOptions { TimeProvider = time, CachedExecutions = 1 });
        for (var i = 0; i < 100; i++)
        {
            await harness.StartWorkflowAsync($"w{i}");
            using var gone = new CancellationTokenSource();
            var query = harness.QueryAsync($"w{i}", new(CancellationToken: gone.Token));
            await harness.DescribeAsync($"w{i}");
            await gone.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => query);
        }

        var reads = 0;
        store.OnRead = () =>
        {
            Interlocked.Increment(ref reads);
            return Task.CompletedTask;
        };
        await harness.DescribeAsync("w0");
        Assert.True(reads > 0);
    }

    private Task<Harness> StartAsync(NodeOptions? options = null) =>
        Harness.StartAsync(options: (options ?? new NodeOptions()) with { TimeProvider = time });

    private static async Task SleepAsync(Harness harness, string workflowId, TimeSpan length)
    {
        await harness.StartWorkflowAsync(workflowId);
        await harness.CompleteAsync(await harness.PollWorkflowAsync(), Harness.Timer("t", length));
    }

    private static async Task AssertAsleepAsync(Harness harness, string workflowId)
    {
        await harness.DescribeAsync(workflowId);
        Assert.True((await harness.PeekWorkflowAsync()).TaskToken.IsEmpty);
    }

    private static async Task AssertNobodyAsync(Harness harness)
    {
        // Each question goes through the partition's inbox, behind what the one before found there.
        for (var i = 0; i < 3; i++)
        {
            await harness.DescribeAsync("nobody").RefusedAsync(RpcException.StatusCode.NotFound);
        }

        Assert.True((await harness.PeekWorkflowAsync()).TaskToken.IsEmpty);
    }

    private static async Task AssertWokenAsync(Harness harness, DateTimeOffset earliest)
    {
        var task = await harness.PollWorkflowAsync();
        var fired = Assert.Single(task.History.Events, e => e.EventType == EventType.TimerFired);
        var time = fired.EventTime.ToDateTimeOffset();
        Assert.InRange(time, earliest, earliest + TimeSpan.FromMilliseconds(1));
        await harness.CompleteAsync(task, Harness.Finish("1"));
    }
}
