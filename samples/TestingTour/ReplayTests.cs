using Cairn.Client;
using Cairn.Testing;
using Cairn.Worker;

namespace TestingTour;

/// <summary>Code that changes must go on with the runs that older code has begun.</summary>
public sealed class ReplayTests
{
    [Fact]
    public async Task Recorded_histories_still_replay()
    {
        var replayer = new WorkflowReplayer(new WorkflowReplayerOptions().AddWorkflow<SubscriptionWorkflow>());

        await replayer.ReplayFolderAsync(
            Path.Combine(AppContext.BaseDirectory, "histories"),
            cancellationToken: TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Every_task_replays_the_whole_history()
    {
        // The worker forgets the workflow after each task: code that is not deterministic fails here, and not later.
        await using var env = await WorkflowEnvironment.StartTimeSkippingAsync(
            new() { ReplayEveryWorkflowTask = true });
        await using var worker = await env.StartWorkerAsync(
            "tour", options => options.AddWorkflow<SubscriptionWorkflow>().AddAllActivities(new FakePayments()));

        var handle = await env.Client.StartWorkflowAsync(
            SubscriptionWorkflowCalls.Run(new("ann", 10, Months: 3)), new("subscription-of-3-months", "tour"));
        Assert.Equal(30, await handle.GetResultAsync());

        // With this variable it also records the history, for the test above.
        if (Environment.GetEnvironmentVariable("RECORD_HISTORIES") is { } folder)
        {
            await File.WriteAllTextAsync(
                Path.Combine(folder, $"{handle.Id}.json"),
                (await handle.FetchHistoryAsync()).ToJson(),
                TestContext.Current.CancellationToken);
        }
    }
}
