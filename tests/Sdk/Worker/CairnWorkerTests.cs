using Cairn.Activities;
using Cairn.Api.WorkflowService.V1;
using Cairn.Client;
using Cairn.Exceptions;
using Cairn.Worker;

namespace Cairn.Tests.Sdk.Worker;

public class CairnWorkerTests
{
    private readonly FakeWorkflowService server = new();
    private readonly ManualTime time = new();
    private readonly CairnClient client;

    public CairnWorkerTests() => client = new(new CairnConnection(server, new() { TimeProvider = time }));

    [Theory]
    [InlineData("Task queue required", "", 100, 5, 10000)]
    [InlineData("MaxConcurrentActivities is 0, but must be 1 or more", "q", 0, 5, 10000)]
    [InlineData("MaxConcurrentActivityTaskPolls is 0, but must be 1 or more", "q", 1, 0, 10000)]
    [InlineData("MaxCachedWorkflows is -1, but must be 0 or more", "q", 1, 1, -1)]
    public void Options_out_of_range_are_refused(string message, string queue, int slots, int polls, int cached) =>
        Refused(message, new(queue)
        {
            Activities = { One("a") },
            MaxConcurrentActivities = slots,
            MaxConcurrentActivityTaskPolls = polls,
            MaxCachedWorkflows = cached,
        });

    [Fact]
    public void Nothing_to_run_and_two_of_one_name_are_refused()
    {
        Refused("Must have at least one", new("q"));
        Refused("Duplicate activity named a", new("q") { Activities = { One("a"), One("a") } });
    }

    [Fact]
    public void An_interceptor_that_is_null_is_refused()
    {
        Refused("Interceptors holds a null", new("q") { Activities = { One("a") }, Interceptors = [null!] });
        var error = Assert.Throws<ArgumentException>(
            () => new CairnClient(new CairnConnection(server), new() { Interceptors = [null!] }));
        Assert.StartsWith("Interceptors holds a null", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_activities_of_one_name_are_refused_by_both_members() => Refused(
        $"Duplicate activity named a: {typeof(CairnWorkerTests)}.First and {typeof(CairnWorkerTests)}.Second",
        new CairnWorkerOptions("q").AddAllActivities<CairnWorkerTests>(null));

    [Theory]
    [InlineData(nameof(CairnWorkerOptions.GracefulShutdownTimeout), -1)]
    [InlineData(nameof(CairnWorkerOptions.GracefulShutdownTimeout), 50)]
    [InlineData(nameof(CairnWorkerOptions.StickyQueueScheduleToStartTimeout), 0)]
    [InlineData(nameof(CairnWorkerOptions.StickyQueueScheduleToStartTimeout), 50)]
    [InlineData(nameof(CairnWorkerOptions.MaxHeartbeatThrottleInterval), 0)]
    [InlineData(nameof(CairnWorkerOptions.MaxHeartbeatThrottleInterval), 50)]
    [InlineData(nameof(CairnWorkerOptions.DefaultHeartbeatThrottleInterval), 0)]
    [InlineData(nameof(CairnWorkerOptions.DefaultHeartbeatThrottleInterval), 50)]
    public void Times_that_no_timer_can_wait_are_refused(string option, int days)
    {
        var options = new CairnWorkerOptions("q") { Activities = { One("a") } };
        typeof(CairnWorkerOptions).GetProperty(option)!.SetValue(options, TimeSpan.FromDays(days));
        Refused($"{option} is ", options);
    }

    [Fact]
    public async Task A_worker_runs_until_the_function_ends_and_returns_its_result()
    {
        using var worker = new CairnWorker(client, new("q") { Activities = { One("a") } });
        var stop = TestContext.Current.CancellationToken;
        Assert.Equal(7, await worker.ExecuteAsync(() => Task.FromResult(7), stop));
        await Assert.ThrowsAsync<InvalidOperationException>(() => worker.ExecuteAsync(stop));
    }

    [Fact]
    public async Task An_exception_of_the_function_stops_the_worker()
    {
        using var worker = new CairnWorker(client, new("q") { Activities = { One("a") } });
        await Assert.ThrowsAsync<FormatException>(
            () => worker.ExecuteAsync(
                () => Task.FromException(new FormatException()), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_poll_that_fails_for_a_passing_reason_is_tried_again_after_a_pause()
    {
        var failed = false;
        server.On<PollActivityTaskQueueRequest, PollActivityTaskQueueResponse>(async (_, context) =>
        {
            if (!failed)
            {
                failed = true;
                throw new RpcException(RpcException.StatusCode.Unavailable, "down");
            }

            await Task.Delay(Timeout.InfiniteTimeSpan, context.CancellationToken);
            return new();
        });
        using var worker = new CairnWorker(
            client, new("q") { Activities = { One("a") }, MaxConcurrentActivityTaskPolls = 1 });
        using var stop = new CancellationTokenSource();
        var running = worker.ExecuteAsync(stop.Token);
        await server.NextAsync<PollActivityTaskQueueRequest>();
        await time.UntilTimerAsync();
        Assert.Empty(server.Rest<PollActivityTaskQueueRequest>());
        time.Advance(TimeSpan.FromSeconds(1));
        await server.NextAsync<PollActivityTaskQueueRequest>();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    [Fact]
    public async Task A_poll_that_is_refused_ends_the_worker_with_the_reason()
    {
        server.Refuse<PollActivityTaskQueueRequest, PollActivityTaskQueueResponse>(
            new(RpcException.StatusCode.NotFound, "Namespace nowhere is not found."));
        using var worker = new CairnWorker(client, new("q") { Activities = { One("a") } });
        var error = await Assert.ThrowsAsync<CairnException>(
            () => worker.ExecuteAsync(TestContext.Current.CancellationToken));
        Assert.Contains("Namespace nowhere is not found.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_worker_that_is_disposed_while_it_runs_ends_as_if_it_had_not_been()
    {
        using var stop = new CancellationTokenSource();
        var worker = new CairnWorker(client, new("q") { Activities = { One("a") } });
        var running = worker.ExecuteAsync(stop.Token);
        worker.Dispose();
        Assert.False(running.IsCompleted);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        worker.Dispose();
    }

    [Fact]
    public async Task A_worker_that_was_disposed_before_it_ran_does_not_run()
    {
        var worker = new CairnWorker(client, new("q") { Activities = { One("a") } });
        worker.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(
            () => worker.ExecuteAsync(TestContext.Current.CancellationToken));
    }

    private void Refused(string message, CairnWorkerOptions options) => Assert.StartsWith(
        message,
        Assert.ThrowsAny<ArgumentException>(() => new CairnWorker(client, options)).Message,
        StringComparison.Ordinal);

    [Activity("a")]
    private static void First()
    {
    }

    [Activity("a")]
    private static void Second()
    {
    }

    private static ActivityDefinition One(string name) =>
        ActivityDefinition.Create(name, typeof(int), [], 0, _ => 1);
}
