using Cairn.Api.Enums.V1;
using Cairn.Storage;
using Cairn.Storage.Sqlite;

namespace Cairn.Tests.Runtime;

public sealed class OneActivityTests
{
    private static readonly EventType[] Expected =
    [
        EventType.WorkflowExecutionStarted, EventType.WorkflowTaskScheduled, EventType.WorkflowTaskStarted,
        EventType.WorkflowTaskCompleted, EventType.ActivityTaskScheduled, EventType.ActivityTaskStarted,
        EventType.ActivityTaskCompleted, EventType.WorkflowTaskScheduled, EventType.WorkflowTaskStarted,
        EventType.WorkflowTaskCompleted, EventType.WorkflowExecutionCompleted,
    ];

    [Fact]
    public async Task A_workflow_with_one_activity_runs_to_its_end()
    {
        await using var harness = await Harness.StartAsync();
        await RunAsync(harness);
        Assert.Equal(Expected, (await harness.HistoryAsync("w")).Select(e => e.EventType));
    }

    [Fact]
    public async Task It_survives_that_every_step_is_done_by_another_node_on_the_same_file()
    {
        var path = Path.Combine(Path.GetTempPath(), $"cairn-{Guid.NewGuid():N}.db");
        await OnNodeAsync(path, harness => harness.StartWorkflowAsync("w"));
        await OnNodeAsync(path, async harness =>
            await harness.CompleteAsync(await harness.PollWorkflowAsync(), Harness.Activity("1")));
        await OnNodeAsync(path, async harness =>
            await harness.CompleteActivityAsync(await harness.PollActivityAsync(), "\"done\""));
        await OnNodeAsync(path, async harness =>
            await harness.CompleteAsync(await harness.PollWorkflowAsync(), Harness.Finish("\"bye\"")));
        await OnNodeAsync(path, async harness =>
        {
            Assert.Equal(Expected, (await harness.HistoryAsync("w")).Select(e => e.EventType));
            Assert.Equal(
                WorkflowExecutionStatus.Completed, (await harness.DescribeAsync("w")).WorkflowExecutionInfo.Status);
        });
    }

    internal static async Task RunAsync(Harness harness, string workflowId = "w")
    {
        await harness.StartWorkflowAsync(workflowId);
        await harness.CompleteAsync(await harness.PollWorkflowAsync(), Harness.Activity("1"));
        await harness.CompleteActivityAsync(await harness.PollActivityAsync(), "\"done\"");
        await harness.CompleteAsync(await harness.PollWorkflowAsync(), Harness.Finish("\"bye\""));
    }

    private static async Task OnNodeAsync(string path, Func<Harness, Task> step)
    {
        await using IStore store = await SqliteStore.OpenAsync(new SqliteStoreOptions { Path = path });
        await using var harness = await Harness.StartAsync(store);
        await step(harness);
    }
}
