using Cairn.Client;
using Cairn.Exceptions;
using Cairn.Workflows;

namespace Cairn.Tests.Embedded;

/// <summary>Activities that go on outside their worker.</summary>
public sealed class AsyncActivityTests : EngineTest
{
    private readonly HandedOn acts = new();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_activity_is_completed_from_elsewhere(bool byToken)
    {
        await using var worker = StartWorker();
        var result = Client.ExecuteWorkflowAsync((Asks w) => w.RunAsync(), Id());
        await (await HandleAsync(byToken)).CompleteAsync("answer");
        Assert.Equal("answer", await result);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_activity_is_failed_from_elsewhere_and_tried_again(bool byToken)
    {
        await using var worker = StartWorker();
        var result = Client.ExecuteWorkflowAsync((Asks w) => w.RunAsync(), Id());
        var first = await HandleAsync(byToken);
        await first.HeartbeatAsync(new() { Details = ["half"] });
        await first.FailAsync(
            new InvalidOperationException("not yet"), new() { LastHeartbeatDetails = ["more than half"] });
        var second = await HandleAsync(byToken);
        Assert.Equal("more than half", acts.Detail);
        await second.FailAsync(new ApplicationFailureException("never", nonRetryable: true));

        var failure = await Assert.ThrowsAsync<WorkflowFailedException>(() => result);
        Assert.Equal("never", failure.InnerException?.InnerException?.Message);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_activity_learns_by_its_heartbeat_that_it_should_stop(bool byToken)
    {
        await using var worker = StartWorker();
        var workflow = await Client.StartWorkflowAsync((Asks w) => w.RunAsync(), Id());
        var handle = await HandleAsync(byToken);
        await handle.HeartbeatAsync();
        await workflow.CancelAsync();
        var stop = await StopAsync(handle);
        Assert.True(stop.Details.IsCancelRequested);
        await handle.ReportCancellationAsync(new() { Details = ["stopped"] });

        var failure = await Assert.ThrowsAsync<WorkflowFailedException>(() => workflow.GetResultAsync());
        Assert.IsType<CanceledFailureException>(failure.InnerException);
    }

    [Fact]
    public async Task Nobody_can_complete_an_activity_twice()
    {
        await using var worker = StartWorker();
        var result = Client.ExecuteWorkflowAsync((Asks w) => w.RunAsync(), Id());
        var handle = await HandleAsync(byToken: true);
        await handle.CompleteAsync("once");
        await result;

        var refusal = await Assert.ThrowsAsync<RpcException>(() => handle.CompleteAsync("twice"));
        Assert.Equal(RpcException.StatusCode.NotFound, refusal.Code);
    }

    private static async Task<AsyncActivityCanceledException> StopAsync(AsyncActivityHandle handle)
    {
        while (true)
        {
            try
            {
                await handle.HeartbeatAsync();
                await Task.Delay(TimeSpan.FromMilliseconds(20), TestContext.Current.CancellationToken);
            }
            catch (AsyncActivityCanceledException stop)
            {
                return stop;
            }
        }
    }

    private async Task<AsyncActivityHandle> HandleAsync(bool byToken)
    {
        var info = await acts.NextAsync();
        return byToken
            ? Client.GetAsyncActivityHandle(info.TaskToken)
            : Client.GetAsyncActivityHandle("w", info.WorkflowRunId, info.ActivityId);
    }

    private IAsyncDisposable StartWorker() =>
        StartWorker(options => options.AddWorkflow<Asks>().AddAllActivities(acts));

    [Workflow]
    public class Asks
    {
        [WorkflowRun]
        public Task<string> RunAsync() => Workflow.ExecuteActivityAsync((HandedOn a) => a.AskAsync(), new()
        {
            StartToCloseTimeout = TimeSpan.FromMinutes(5),
            RetryPolicy = new() { InitialInterval = TimeSpan.FromMilliseconds(1) },
            CancellationType = ActivityCancellationType.WaitCancellationCompleted,
        });
    }
}
