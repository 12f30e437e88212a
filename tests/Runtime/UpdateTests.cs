using Cairn.Engine;
using Cairn.Exceptions;
using Cairn.Protocol;
using Cairn.Runtime;
using Cairn.Runtime.Updates;
using static Cairn.Api.Enums.V1.UpdateWorkflowExecutionLifecycleStage;

namespace Cairn.Tests.Runtime;

/// <summary>Updates may take months; those who wait for them ask again and again.</summary>
public sealed class UpdateTests
{
    [Fact]
    public async Task Callers_whose_time_is_up_or_who_are_gone_leave_nothing_behind()
    {
        var time = new ManualTime();
        await using var harness = await Harness.StartAsync(options: new NodeOptions { TimeProvider = time });
        var update = await AcceptedAsync(harness);
        for (var i = 0; i < 3; i++)
        {
            var poll = harness.PollUpdateAsync("u");
            await UntilWaitingAsync(update, 1);
            while (!poll.IsCompleted)
            {
                time.Advance(Limits.UpdatePoll);
                await Task.Delay(1, TestContext.Current.CancellationToken);
            }

            Assert.Equal(Accepted, (await poll).Stage);
            Assert.Equal(0, update.WaiterCount);
        }

        using var cancellation = new CancellationTokenSource();
        var gone = harness.PollUpdateAsync("u", new RpcContext(CancellationToken: cancellation.Token));
        await UntilWaitingAsync(update, 1);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => gone);
        Assert.Equal(0, update.WaiterCount);
    }

    [Fact]
    public async Task All_who_wait_are_told_and_then_gone()
    {
        await using var harness = await Harness.StartAsync(
            options: new NodeOptions { TimeProvider = new ManualTime() });
        var update = await AcceptedAsync(harness);
        var again = harness.UpdateAsync("u", Completed);
        var polls = Enumerable.Range(0, 3).Select(_ => harness.PollUpdateAsync("u")).ToList();
        await UntilWaitingAsync(update, 4);
        await harness.SignalAsync("w", "s");
        await harness.AnswerAsync(await harness.PollWorkflowAsync(), "complete u");
        var expected = Harness.Payload("\"u\"");
        Assert.Equal(expected, (await again).Outcome.Success);
        Assert.All(await Task.WhenAll(polls), answer => Assert.Equal(expected, answer.Outcome.Success));
        Assert.Equal(0, update.WaiterCount);
    }

    [Fact]
    public async Task Those_who_wait_for_an_update_of_a_run_that_ends_are_told_that_too()
    {
        await using var harness = await Harness.StartAsync();
        await harness.StartWorkflowAsync("w");
        await harness.CompleteAsync(await harness.PollWorkflowAsync());
        var update = harness.UpdateAsync("u", Completed);
        while (await harness.Node.AskAsync(new("default"), "w", "", scope => scope.Run!.Updates.Count) == 0)
        {
            await Task.Delay(1, TestContext.Current.CancellationToken);
        }

        await harness.TerminateAsync("w");
        var refusal = await update.RefusedAsync(RpcException.StatusCode.NotFound);
        Assert.Equal("workflow update was aborted by closing workflow", refusal.Message);
    }

    private static async Task UntilWaitingAsync(PendingUpdate update, int count)
    {
        while (update.WaiterCount < count)
        {
            await Task.Delay(1, TestContext.Current.CancellationToken);
        }
    }

    private static async Task<PendingUpdate> AcceptedAsync(Harness harness)
    {
        await harness.StartWorkflowAsync("w");
        await harness.CompleteAsync(await harness.PollWorkflowAsync());
        var accepted = harness.UpdateAsync("u", Accepted);
        await harness.AnswerAsync(await harness.PollWorkflowAsync(), "accept u");
        Assert.Equal(Accepted, (await accepted).Stage);
        var update = await harness.Node.AskAsync(
            new NamespaceName("default"), "w", "", scope => scope.Run!.Updates.Single());
        Assert.Equal(0, update.WaiterCount);
        return update;
    }
}
