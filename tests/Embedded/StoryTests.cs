using Cairn.Api.Enums.V1;
using Cairn.Exceptions;
using Cairn.Worker;

namespace Cairn.Tests.Embedded;

public sealed class StoryTests : EngineTest
{
    [Theory]
    [InlineData(10_000)]
    [InlineData(0)]
    public async Task A_workflow_with_everything_runs_to_its_end_and_replays(int cachedWorkflows)
    {
        await using var worker = StartWorker(options =>
        {
            options.MaxCachedWorkflows = cachedWorkflows;
            options.AddWorkflow<Flows.Everything>().AddAllActivities(new Acts());
        });
        var handle = await Client.StartWorkflowAsync((Flows.Everything w) => w.RunAsync("Ada"), Id());
        foreach (var word in new[] { "one", "two", "three" })
        {
            await handle.SignalAsync(w => w.TellAsync(word));
        }

        Assert.Equal("Hello, Ada! half one,two,three", await handle.GetResultAsync());
        Assert.Equal(3, await handle.QueryAsync(w => w.Told));
        var replayer = new WorkflowReplayer(new WorkflowReplayerOptions().AddWorkflow<Flows.Everything>());
        await replayer.ReplayWorkflowAsync(
            await handle.FetchHistoryAsync(), cancellationToken: TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task An_engine_that_is_started_again_goes_on_where_it_was()
    {
        await using (StartWorker(options => options.AddWorkflow<Flows.Everything>().AddAllActivities(new Acts())))
        {
            var first = await Client.StartWorkflowAsync((Flows.Everything w) => w.RunAsync("Ada"), Id());
            await first.SignalAsync(w => w.TellAsync("one"));
        }

        await RestartEngineAsync();
        await using var worker = StartWorker(
            options => options.AddWorkflow<Flows.Everything>().AddAllActivities(new Acts()));
        var handle = Client.GetWorkflowHandle<Flows.Everything, string>("w");
        await handle.SignalAsync(w => w.TellAsync("two"));
        await handle.SignalAsync(w => w.TellAsync("three"));
        Assert.Equal("Hello, Ada! half one,two,three", await handle.GetResultAsync());
    }

    [Fact]
    public async Task Ten_thousand_open_workflows_are_all_there_after_a_restart_and_run_once()
    {
        const int count = 10_000;
        for (var i = 0; i < count; i += 500)
        {
            await Task.WhenAll(Enumerable.Range(i, 500).Select(n =>
                Client.StartWorkflowAsync((Flows.OneCount w) => w.RunAsync(), Id($"w{n}"))));
        }

        var begin = TimeProvider.System.GetTimestamp();
        await RestartEngineAsync();
        await Client.GetWorkflowHandle("w0").DescribeAsync();
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"back after {TimeProvider.System.GetElapsedTime(begin).TotalMilliseconds:F0} ms");

        var acts = new Acts();
        await using var worker = StartWorker(options => options.AddWorkflow<Flows.OneCount>().AddAllActivities(acts));
        var results = await Task.WhenAll(Enumerable.Range(0, count).Select(n =>
            Client.GetWorkflowHandle<Flows.OneCount, int>($"w{n}").GetResultAsync()));
        Assert.Equal(Enumerable.Range(1, count), results.Order());
        Assert.Equal(count, acts.Calls);
    }

    [Fact]
    public async Task A_workflow_is_cancelled_and_another_one_terminated()
    {
        await using var worker = StartWorker(options => options.AddWorkflow<Flows.Waits>());
        var cancelled = await Client.StartWorkflowAsync((Flows.Waits w) => w.RunAsync(), Id("cancelled"));
        await cancelled.CancelAsync();
        var failure = await Assert.ThrowsAsync<WorkflowFailedException>(() => cancelled.GetResultAsync());
        Assert.IsType<CanceledFailureException>(failure.InnerException);

        var terminated = await Client.StartWorkflowAsync((Flows.Waits w) => w.RunAsync(), Id("terminated"));
        await terminated.TerminateAsync("enough");
        failure = await Assert.ThrowsAsync<WorkflowFailedException>(() => terminated.GetResultAsync());
        Assert.IsType<TerminatedFailureException>(failure.InnerException);
        Assert.Equal(WorkflowExecutionStatus.Terminated, (await terminated.DescribeAsync()).Status);
    }
}
