using Cairn.Activities;
using Cairn.Api.WorkflowService.V1;
using Cairn.Exceptions;

namespace Cairn.Tests.Sdk.Worker;

public class ShutdownTests
{
    [Fact]
    public async Task Activities_are_told_first_and_cancelled_after_the_graceful_timeout()
    {
        await using var server = new ActivityServer();
        var told = new TaskCompletionSource();
        var running = new TaskCompletionSource();
        server.Run(o =>
        {
            o.GracefulShutdownTimeout = TimeSpan.FromSeconds(20);
            o.AddActivity([Activity("waits")] async (CancellationToken token) =>
            {
                using var registration = ActivityExecutionContext.Current.WorkerShutdownToken.Register(told.SetResult);
                running.SetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, token);
            });
        });
        server.Offer("waits");
        await running.Task;
        await server.StopAsync();
        await told.Task;
        Assert.Empty(server.Fake.Rest<RespondActivityTaskFailedRequest>());
        await server.Time.UntilTimerAsync();
        server.Time.Advance(TimeSpan.FromSeconds(20));
        var failure = Assert.IsType<ApplicationFailureException>(await server.FailureAsync());
        Assert.Equal("WorkerShutdown", failure.ErrorType);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => server.Running);
    }

    [Fact]
    public async Task A_worker_that_cannot_stop_names_the_activity_that_does_not_end()
    {
        await using var server = new ActivityServer();
        var log = new ListLog();
        var running = new TaskCompletionSource();
        var ends = new TaskCompletionSource();
        server.Run(o =>
        {
            o.LoggerFactory = log;
            o.AddActivity([Activity("stays")] async () =>
            {
                running.SetResult();
                await ends.Task;
            });
        });
        server.Offer("stays");
        await running.Task;
        await server.StopAsync();
        string[] pauses = ["00:00:20", "00:00:40"];
        foreach (var pause in pauses)
        {
            await server.Time.PassNextAsync();
            Assert.Equal(
                "Worker on task queue q cannot stop before activity stays (1) of workflow w ends. Its cancellation was "
                + $"requested. The next warning comes in {pause}",
                await log.NextWarningAsync());
        }

        ends.SetResult();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => server.Running);
    }

    [Fact]
    public async Task A_worker_waits_for_activities_that_end_in_time()
    {
        await using var server = new ActivityServer();
        var running = new TaskCompletionSource();
        server.Run(o =>
        {
            o.GracefulShutdownTimeout = TimeSpan.FromSeconds(20);
            o.AddActivity([Activity("ends")] async () =>
            {
                var shutdown = new TaskCompletionSource();
                var token = ActivityExecutionContext.Current.WorkerShutdownToken;
                using var registration = token.Register(shutdown.SetResult);
                running.SetResult();
                await shutdown.Task;
                return "in time";
            });
        });
        server.Offer("ends");
        await running.Task;
        await server.StopAsync();
        Assert.Equal("in time", await server.ResultAsync<string>());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => server.Running);
    }
}
