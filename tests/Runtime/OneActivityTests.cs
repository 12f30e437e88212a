using Cairn.Api.Enums.V1;
using Cairn.Runtime;

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
        Assert.Equal(Expected, await harness.EventTypesAsync("w"));
    }

    [Fact]
    public async Task It_survives_that_every_step_is_done_by_another_node_on_the_same_file()
    {
        using var folder = new DataFolder();
        await folder.OnNodeAsync(harness => harness.StartWorkflowAsync("w"));
        await folder.OnNodeAsync(async harness =>
            await harness.CompleteAsync(await harness.PollWorkflowAsync(), Harness.Activity("1")));
        await folder.OnNodeAsync(async harness =>
            await harness.CompleteActivityAsync(await harness.PollActivityAsync(), "\"done\""));
        await folder.OnNodeAsync(async harness =>
            await harness.CompleteAsync(await harness.PollWorkflowAsync(), Harness.Finish("\"bye\"")));
        await folder.OnNodeAsync(async harness =>
        {
            Assert.Equal(Expected, await harness.EventTypesAsync("w"));
            Assert.Equal(
                WorkflowExecutionStatus.Completed, (await harness.DescribeAsync("w")).WorkflowExecutionInfo.Status);
        });
    }

    [Fact]
    public async Task Each_of_four_partitions_runs_workflows()
    {
        using var folder = new DataFolder();
        var options = new NodeOptions { Partitions = 4 };
        string[] ids = [.. Enumerable.Range(0, 32).Select(number => $"w{number}")];
        await folder.OnNodeAsync(
            async harness =>
            {
                Assert.Equal(4, ids.Select(id => harness.Node.Of(new(new("default"), new(id)))).Distinct().Count());
                await Task.WhenAll(ids.Select(id => harness.StartWorkflowAsync(id)));
            },
            options);
        await folder.OnNodeAsync(
            async harness =>
            {
                await ForAllAsync(ids, async () =>
                    await harness.CompleteAsync(await harness.PollWorkflowAsync(), Harness.Activity("1")));
                await ForAllAsync(ids, async () =>
                    await harness.CompleteActivityAsync(await harness.PollActivityAsync(), "\"done\""));
                await ForAllAsync(ids, async () =>
                    await harness.CompleteAsync(await harness.PollWorkflowAsync(), Harness.Finish("\"bye\"")));
            },
            options);
        await folder.OnNodeAsync(
            async harness =>
            {
                foreach (var id in ids)
                {
                    Assert.Equal(Expected, await harness.EventTypesAsync(id));
                }
            },
            options);
    }

    internal static async Task RunAsync(Harness harness, string workflowId = "w")
    {
        await harness.StartWorkflowAsync(workflowId);
        await harness.CompleteAsync(await harness.PollWorkflowAsync(), Harness.Activity("1"));
        await harness.CompleteActivityAsync(await harness.PollActivityAsync(), "\"done\"");
        await harness.CompleteAsync(await harness.PollWorkflowAsync(), Harness.Finish("\"bye\""));
    }

    private static async Task ForAllAsync(string[] ids, Func<Task> step)
    {
        foreach (var _ in ids)
        {
            await step();
        }
    }
}
