using Cairn.Runtime;

namespace Cairn.Tests.Runtime;

/// <summary>Tasks that go out with the answer to the request that makes them.</summary>
public sealed class EagerTests
{
    [Fact]
    public async Task The_first_task_goes_with_the_answer_and_to_nobody_else()
    {
        await using var harness = await Harness.StartAsync();
        var start = await harness.StartWorkflowAsync("w", request => request.RequestEagerExecution = true);
        Assert.Equal([1L, 2L, 3L], start.EagerWorkflowTask.History.Events.Select(e => e.EventId));
        Assert.True((await harness.PeekWorkflowAsync()).TaskToken.IsEmpty);
        await harness.CompleteAsync(start.EagerWorkflowTask, Harness.Finish("1"));
        Assert.Equal(5, (await harness.HistoryAsync("w")).Count);
    }

    [Fact]
    public async Task A_client_that_did_not_hear_the_answer_gets_the_task_again()
    {
        await using var harness = await Harness.StartAsync();
        var start = await StartAsync(harness);
        Assert.Equal(start.EagerWorkflowTask, (await StartAsync(harness)).EagerWorkflowTask);
        await harness.CompleteAsync(start.EagerWorkflowTask);
        Assert.Null((await StartAsync(harness)).EagerWorkflowTask);
    }

    [Fact]
    public async Task A_node_may_grant_no_first_tasks()
    {
        await using var harness = await Harness.StartAsync(options: new NodeOptions { EagerWorkflowStart = false });
        Assert.Null((await StartAsync(harness)).EagerWorkflowTask);
        Assert.Equal("w", (await harness.PollWorkflowAsync()).WorkflowExecution.WorkflowId);
        Assert.False((await harness.HistoryAsync("w"))[0].WorkflowExecutionStartedEventAttributes
            .EagerExecutionAccepted);
        Assert.False((await harness.Service.GetSystemInfoAsync(new())).Capabilities.EagerWorkflowStart);
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public async Task Activities_go_with_the_answer_where_the_node_grants_it(bool grants, int expected)
    {
        await using var harness = await Harness.StartAsync(options: new NodeOptions { EagerActivities = grants });
        await harness.StartWorkflowAsync("w");
        var activity = Harness.Activity("1");
        activity.ScheduleActivityTaskCommandAttributes.RequestEagerExecution = true;
        var answer = await harness.CompleteAsync(await harness.PollWorkflowAsync(), activity);
        Assert.Equal(expected, answer.ActivityTasks.Count);
        Assert.Equal(grants, (await harness.PeekActivityAsync()).TaskToken.IsEmpty);
        Assert.True(activity.ScheduleActivityTaskCommandAttributes.RequestEagerExecution);
    }

    private static Task<Api.WorkflowService.V1.StartWorkflowExecutionResponse> StartAsync(Harness harness) =>
        harness.StartWorkflowAsync("w", request =>
        {
            request.RequestId = "once";
            request.RequestEagerExecution = true;
        });
}
