using Cairn.Api.Enums.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Exceptions;
using static Cairn.Api.Enums.V1.UpdateWorkflowExecutionLifecycleStage;

namespace Cairn.Tests.Runtime;

/// <summary>What callers of a workflow that is reset see.</summary>
public sealed class ResetTests
{
    [Fact]
    public async Task An_update_that_was_running_is_answered_by_the_new_run()
    {
        await using var harness = await ResetWithUpdateAsync();
        var poll = harness.PollUpdateAsync("u");
        var again = harness.UpdateAsync("u", Completed);
        var task = await harness.PollWorkflowAsync();
        Assert.Empty(task.Messages);
        Assert.Equal(
            "u",
            task.History.Events.Single(e => e.EventType == EventType.WorkflowExecutionUpdateAdmitted)
                .WorkflowExecutionUpdateAdmittedEventAttributes.Request.Meta.UpdateId);
        await harness.AnswerAsync(task, "accept u");
        Assert.Equal(Accepted, (await harness.UpdateAsync("u", Accepted)).Stage);
        await harness.SignalAsync("w", "s");
        await harness.AnswerAsync(await harness.PollWorkflowAsync(), "complete u");
        Assert.Equal(Harness.Payload("\"u\""), (await poll).Outcome.Success);
        Assert.Equal(Harness.Payload("\"u\""), (await again).Outcome.Success);
    }

    [Fact]
    public async Task An_update_that_the_new_run_refuses_is_forgotten_when_its_callers_know()
    {
        await using var harness = await ResetWithUpdateAsync();
        var poll = harness.PollUpdateAsync("u");
        while (await harness.Node.AskAsync(new("default"), "w", "", scope => scope.Run!.Updates.Count) == 0)
        {
            await Task.Delay(1, TestContext.Current.CancellationToken);
        }

        await harness.AnswerAsync(await harness.PollWorkflowAsync(), "reject u");
        Assert.Equal("refused", (await poll).Outcome.Failure.Message);
        await harness.PollUpdateAsync("u").RefusedAsync(RpcException.StatusCode.NotFound);
    }

    [Fact]
    public async Task An_update_that_the_new_run_never_looked_at_ends_with_it()
    {
        await using var harness = await ResetWithUpdateAsync();
        var poll = harness.PollUpdateAsync("u");
        while (await harness.Node.AskAsync(new("default"), "w", "", scope => scope.Run!.Updates.Count) == 0)
        {
            await Task.Delay(1, TestContext.Current.CancellationToken);
        }

        await harness.TerminateAsync("w");
        await poll.RefusedAsync(RpcException.StatusCode.NotFound);
        await harness.PollUpdateAsync("u").RefusedAsync(RpcException.StatusCode.NotFound);
        var refusal = await harness.UpdateAsync("u", Accepted).RefusedAsync(RpcException.StatusCode.NotFound);
        Assert.Equal("workflow execution already completed", refusal.Message);
    }

    [Fact]
    public async Task The_same_request_signals_the_new_run_once()
    {
        await using var harness = await ResetWithUpdateAsync();
        var first = await ResetAsync(harness);
        Assert.Equal(first, await ResetAsync(harness));
        Assert.Single(
            await harness.HistoryAsync("w"), e => e.EventType == EventType.WorkflowExecutionSignaled);
    }

    private static async Task<Harness> ResetWithUpdateAsync()
    {
        var harness = await Harness.StartAsync();
        await harness.StartWorkflowAsync("w");
        await harness.CompleteAsync(await harness.PollWorkflowAsync());
        var accepted = harness.UpdateAsync("u", Accepted);
        await harness.AnswerAsync(await harness.PollWorkflowAsync(), "accept u");
        await accepted;
        var running = harness.UpdateAsync("u", Completed);
        await ResetAsync(harness);
        Assert.Equal("AcceptedUpdateCompletedWorkflow", (await running).Outcome.Failure.ApplicationFailureInfo.Type);
        return harness;
    }

    private static async Task<string> ResetAsync(Harness harness) =>
        (await harness.Service.ResetWorkflowExecutionAsync(new ResetWorkflowExecutionRequest
        {
            Namespace = "default",
            WorkflowExecution = new() { WorkflowId = "w" },
            RequestId = "reset",
            WorkflowTaskFinishEventId = 4,
            PostResetOperations = { new Api.Workflow.V1.PostResetOperation
            {
                SignalWorkflow = new() { SignalName = "post" },
            } },
        }).InTimeAsync()).RunId;
}
