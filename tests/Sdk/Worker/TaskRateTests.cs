using Cairn.Activities;
using Cairn.Api.WorkflowService.V1;
using Cairn.Worker;

namespace Cairn.Tests.Sdk.Worker;

/// <summary>How many activities start in a second.</summary>
public class TaskRateTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_more_start_in_a_second_than_the_limit_says()
    {
        var time = new ManualTime();
        using var rate = new TaskRate(2, time);
        await rate.WaitAsync(Cancellation);
        rate.Spend();
        time.Advance(TimeSpan.FromSeconds(0.4));
        await rate.WaitAsync(Cancellation);
        rate.Spend();
        Assert.False(rate.TryTake());
        var third = rate.WaitAsync(Cancellation);
        var fourth = rate.WaitAsync(Cancellation);
        time.Advance(TimeSpan.FromSeconds(0.5));
        Assert.False(third.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(0.1));
        await third.WaitAsync(TimeSpan.FromMinutes(1), Cancellation);
        Assert.False(fourth.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(0.4));
        await fourth.WaitAsync(TimeSpan.FromMinutes(1), Cancellation);
    }

    [Fact]
    public async Task A_poll_in_vain_and_a_wait_that_was_cancelled_do_not_count()
    {
        var time = new ManualTime();
        using var rate = new TaskRate(0.5, time);
        Assert.True(rate.TryTake());
        rate.GiveBack();
        Assert.True(rate.TryTake());
        rate.Spend();
        using var stop = new CancellationTokenSource();
        var waiting = rate.WaitAsync(stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        time.Advance(TimeSpan.FromSeconds(1.9));
        Assert.False(rate.TryTake());
        time.Advance(TimeSpan.FromSeconds(0.1));
        Assert.True(rate.TryTake());
    }

    [Fact]
    public async Task A_worker_with_a_limit_starts_the_next_activity_when_its_time_has_come()
    {
        await using var server = new ActivityServer();
        server.Run(o =>
        {
            o.MaxActivitiesPerSecond = 1;
            o.AddActivity([Activity("a")] () => 1);
        });
        server.Offer("a");
        server.Offer("a");
        await server.ResultAsync<int>();
        await server.Time.UntilTimerAsync();
        Assert.Single(server.Fake.Rest<PollActivityTaskQueueRequest>());
        server.Time.Advance(TimeSpan.FromSeconds(1));
        await server.ResultAsync<int>();
    }

    [Fact]
    public async Task The_limit_of_the_task_queue_goes_to_the_server_with_each_poll()
    {
        await using var server = new ActivityServer();
        server.Run(o =>
        {
            o.MaxTaskQueueActivitiesPerSecond = 2.5;
            o.AddActivity([Activity("a")] () => 1);
        });
        var poll = await server.Fake.NextAsync<PollActivityTaskQueueRequest>();
        Assert.Equal(2.5, poll.TaskQueueMetadata.MaxTasksPerSecond);
    }
}
