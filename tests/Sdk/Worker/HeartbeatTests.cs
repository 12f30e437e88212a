using Cairn.Activities;
using Cairn.Api.WorkflowService.V1;
using Cairn.Exceptions;

namespace Cairn.Tests.Sdk.Worker;

public class HeartbeatTests
{
    [Fact]
    public async Task The_first_heartbeat_goes_out_at_once_and_the_latest_of_the_others_after_the_interval()
    {
        await using var server = new ActivityServer();
        var sent = new TaskCompletionSource();
        var gate = new TaskCompletionSource();
        server.Run(o => o.AddActivity([Activity("beats")] async () =>
        {
            for (var i = 1; i <= 5; i++)
            {
                ActivityExecutionContext.Current.Heartbeat(i);
            }

            sent.SetResult();
            await gate.Task;
        }));
        server.Offer("beats", task => task.HeartbeatTimeout = new() { Seconds = 10 });
        Assert.Equal(1, await server.HeartbeatAsync<int>());
        await sent.Task;
        server.Time.Advance(TimeSpan.FromSeconds(7.9));
        Assert.Empty(server.Fake.Rest<RecordActivityTaskHeartbeatRequest>());
        server.Time.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Equal(5, await server.HeartbeatAsync<int>());
        gate.SetResult();
        await server.Fake.NextAsync<RespondActivityTaskCompletedRequest>();
        Assert.Empty(server.Fake.Rest<RecordActivityTaskHeartbeatRequest>());
    }

    [Theory]
    [InlineData(10, 8)]
    [InlineData(0, 30)]
    [InlineData(1000, 60)]
    public async Task The_interval_follows_the_timeout_within_the_limits(int timeoutSeconds, int intervalSeconds)
    {
        await using var server = new ActivityServer();
        var sent = new TaskCompletionSource();
        var gate = new TaskCompletionSource();
        server.Run(o => o.AddActivity([Activity("beats")] async () =>
        {
            ActivityExecutionContext.Current.Heartbeat("first");
            ActivityExecutionContext.Current.Heartbeat("second");
            sent.SetResult();
            await gate.Task;
        }));
        server.Offer("beats", task => task.HeartbeatTimeout = new() { Seconds = timeoutSeconds });
        Assert.Equal("first", await server.HeartbeatAsync<string>());
        await sent.Task;
        server.Time.Advance(TimeSpan.FromSeconds(intervalSeconds - 0.5));
        Assert.Empty(server.Fake.Rest<RecordActivityTaskHeartbeatRequest>());
        server.Time.Advance(TimeSpan.FromSeconds(0.5));
        Assert.Equal("second", await server.HeartbeatAsync<string>());
        gate.SetResult();
    }

    [Fact]
    public async Task A_kept_heartbeat_is_sent_before_a_failure_is_reported()
    {
        await using var server = new ActivityServer();
        var order = new List<string>();
        var reported = new TaskCompletionSource();
        server.Fake.On<RecordActivityTaskHeartbeatRequest, RecordActivityTaskHeartbeatResponse>(async (r, _) =>
        {
            await Task.Yield();
            order.Add(r.Details.Payloads_[0].Data.ToStringUtf8());
            return new();
        });
        server.Fake.On<RespondActivityTaskFailedRequest, RespondActivityTaskFailedResponse>(_ =>
        {
            order.Add("failed");
            reported.SetResult();
            return new();
        });
        server.Run(o => o.AddActivity([Activity("beats")] void () =>
        {
            ActivityExecutionContext.Current.Heartbeat(1);
            ActivityExecutionContext.Current.Heartbeat(2);
            throw new InvalidOperationException();
        }));
        server.Offer("beats");
        await reported.Task;
        Assert.Equal(["1", "2", "failed"], order);
    }

    [Fact]
    public async Task A_cancellation_arrives_with_the_answer_and_is_confirmed()
    {
        await using var server = new ActivityServer();
        ActivityCancelReason? reason = null;
        server.Fake.On<RecordActivityTaskHeartbeatRequest, RecordActivityTaskHeartbeatResponse>(
            _ => new() { CancelRequested = true });
        server.Run(o => o.AddActivity([Activity("waits")] async (CancellationToken token) =>
        {
            ActivityExecutionContext.Current.Heartbeat();
            try
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, token);
            }
            finally
            {
                reason = ActivityExecutionContext.Current.CancelReason;
                Assert.True(ActivityExecutionContext.Current.CancellationDetails!.IsCancelRequested);
            }
        }));
        server.Offer("waits");
        var report = await server.Fake.NextAsync<RespondActivityTaskCanceledRequest>();
        Assert.Equal("token-1", report.TaskToken.ToStringUtf8());
        Assert.Equal(ActivityCancelReason.CancelRequested, reason);
    }

    [Fact]
    public async Task A_cancelled_activity_may_complete_all_the_same()
    {
        await using var server = new ActivityServer();
        server.Fake.On<RecordActivityTaskHeartbeatRequest, RecordActivityTaskHeartbeatResponse>(
            _ => new() { CancelRequested = true });
        server.Run(o => o.AddActivity([Activity("waits")] async (CancellationToken token) =>
        {
            ActivityExecutionContext.Current.Heartbeat();
            await Task.Delay(Timeout.InfiniteTimeSpan, token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return "cleaned up";
        }));
        server.Offer("waits");
        Assert.Equal("cleaned up", await server.ResultAsync<string>());
    }

    [Theory]
    [InlineData(true, "ActivityPause")]
    [InlineData(false, "ActivityReset")]
    public async Task A_paused_or_reset_activity_fails_with_a_type_that_says_so(bool paused, string errorType)
    {
        await using var server = new ActivityServer();
        server.Fake.On<RecordActivityTaskHeartbeatRequest, RecordActivityTaskHeartbeatResponse>(
            _ => new() { ActivityPaused = paused, ActivityReset = !paused });
        server.Run(o => o.AddActivity(UntilCancelledAsync));
        server.Offer("until-cancelled");
        Assert.Equal(errorType, Assert.IsType<ApplicationFailureException>(await server.FailureAsync()).ErrorType);
    }

    [Fact]
    public async Task An_attempt_that_the_server_forgot_stops_without_a_report()
    {
        await using var server = new ActivityServer();
        server.Fake.Refuse<RecordActivityTaskHeartbeatRequest, RecordActivityTaskHeartbeatResponse>(
            new(RpcException.StatusCode.NotFound, "gone"));
        var reason = new TaskCompletionSource<ActivityCancelReason>();
        server.Run(o => o.AddActivity([Activity("waits")] async (CancellationToken token) =>
        {
            try
            {
                await UntilCancelledAsync(token);
            }
            finally
            {
                reason.SetResult(ActivityExecutionContext.Current.CancelReason);
            }
        }));
        server.Offer("waits");
        Assert.Equal(ActivityCancelReason.GoneFromServer, await reason.Task);
        await server.StopAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => server.Running);
        Assert.Empty(server.Fake.Rest<RespondActivityTaskFailedRequest>());
        Assert.Empty(server.Fake.Rest<RespondActivityTaskCanceledRequest>());
    }

    [Activity("until-cancelled")]
    private static Task UntilCancelledAsync(CancellationToken token)
    {
        ActivityExecutionContext.Current.Heartbeat("alive");
        return Task.Delay(Timeout.InfiniteTimeSpan, token);
    }
}
