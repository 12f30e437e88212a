using Cairn.Runtime;
using Cairn.Storage;

namespace Cairn.Tests.Runtime;

public sealed class GroupCommitTests
{
    [Fact]
    public async Task An_answer_leaves_only_after_the_commit()
    {
        var store = new FaultyStore(new MemoryStore());
        await using var harness = await Harness.StartAsync(store);
        var hold = store.HoldCommits();
        var start = harness.StartWorkflowAsync("w");
        await hold.ArrivedAsync();
        var describe = harness.DescribeAsync("w");
        await harness.Service.GetSystemInfoAsync(new());
        Assert.False(start.IsCompleted);
        Assert.False(describe.IsCompleted);
        Assert.True((await harness.PeekWorkflowAsync()).TaskToken.IsEmpty);
        hold.Release();
        Assert.Equal((await start).RunId, (await describe).WorkflowExecutionInfo.Execution.RunId);
        Assert.False((await harness.PollWorkflowAsync()).TaskToken.IsEmpty);
    }

    [Fact]
    public async Task A_refusal_that_rests_on_what_is_not_durable_waits_as_well()
    {
        var store = new FaultyStore(new MemoryStore());
        await using var harness = await Harness.StartAsync(store);
        var hold = store.HoldCommits();
        var start = harness.StartWorkflowAsync("w");
        await hold.ArrivedAsync();
        var second = harness.StartWorkflowAsync("w");
        await OtherWorkflowAnsweredAsync(harness);
        Assert.False(second.IsCompleted);
        hold.Release();
        await start;
        await second.RefusedAsync(Exceptions.RpcException.StatusCode.AlreadyExists);
    }

    [Fact]
    public async Task What_is_decided_while_a_batch_is_on_disk_goes_into_the_next_one_together()
    {
        var store = new FaultyStore(new MemoryStore());
        await using var harness = await Harness.StartAsync(store);
        await harness.StartWorkflowAsync("w");
        store.Batches.Clear();
        var hold = store.HoldCommits();
        var first = harness.SignalAsync("w", "0");
        await hold.ArrivedAsync();
        var later = Enumerable.Range(1, 50).Select(number => harness.SignalAsync("w", $"{number}"))
            .Concat(Enumerable.Range(0, 50).Select(number => (Task)harness.StartWorkflowAsync($"w{number}")))
            .ToList();
        await OtherWorkflowAnsweredAsync(harness);
        Assert.Single(store.Batches);
        hold.Release();
        await Task.WhenAll(later.Append(first));
        Assert.Equal(2, store.Batches.Count);
        var batch = store.Batches.Last();
        Assert.Equal(51, batch.Writes.Count);
        Assert.Equal(51, batch.Writes.Select(write => write.Head.Key).Distinct().Count());
        Assert.Equal(
            Enumerable.Range(0, 51).Select(number => $"{number}"),
            (await harness.HistoryAsync("w"))
                .Where(e => e.WorkflowExecutionSignaledEventAttributes is not null)
                .Select(e => e.WorkflowExecutionSignaledEventAttributes.SignalName));
    }

    [Fact]
    public async Task That_a_task_was_started_does_not_wait_for_a_commit_but_is_durable_soon()
    {
        var store = new FaultyStore(new MemoryStore());
        var time = new ManualTime();
        await using var harness = await Harness.StartAsync(store, new NodeOptions { TimeProvider = time });
        await harness.StartWorkflowAsync("w");
        store.Batches.Clear();
        var hold = store.HoldCommits();
        Assert.False((await harness.PollWorkflowAsync()).TaskToken.IsEmpty);
        await OtherWorkflowAnsweredAsync(harness);
        Assert.Empty(store.Batches);
        time.Advance(TimeSpan.FromMilliseconds(20));
        await hold.ArrivedAsync();
        Assert.Equal("w", Assert.Single(Assert.Single(store.Batches).Writes).Head.Key.WorkflowId.Value);
        hold.Release();
    }

    [Fact]
    public async Task What_nobody_waits_for_goes_with_the_next_commit_that_somebody_waits_for()
    {
        var store = new FaultyStore(new MemoryStore());
        await using var harness = await Harness.StartAsync(
            store, new NodeOptions { TimeProvider = new ManualTime() });
        await harness.StartWorkflowAsync("w");
        await harness.PollWorkflowAsync();
        store.Batches.Clear();
        await harness.StartWorkflowAsync("other");
        Assert.Equal(["w", "other"], Assert.Single(store.Batches).Writes.Select(w => w.Head.Key.WorkflowId.Value));
    }

    [Fact]
    public async Task A_worker_sees_no_event_that_is_not_durable()
    {
        var store = new FaultyStore(new MemoryStore());
        await using var harness = await Harness.StartAsync(
            store, new NodeOptions { TimeProvider = new ManualTime() });
        await harness.StartWorkflowAsync("w");
        var hold = store.HoldCommits();
        var signal = harness.SignalAsync("w", "s");
        await hold.ArrivedAsync();
        var poll = harness.PollWorkflowAsync();
        await OtherWorkflowAnsweredAsync(harness);
        Assert.False(poll.IsCompleted);
        hold.Release();
        await signal;
        Assert.Equal(4, (await poll).History.Events.Count);

        // The answer waited for the commit of the start as well, which nothing else hurries while time stands still.
        Assert.Equal(4, Assert.Single(store.Batches.Last().Writes).Head.HistoryLength);
    }

    [Fact]
    public async Task An_end_waits_until_all_that_was_decided_is_durable()
    {
        var store = new FaultyStore(new MemoryStore());
        var harness = await Harness.StartAsync(store, new NodeOptions { TimeProvider = new ManualTime() });
        await harness.StartWorkflowAsync("w");
        var task = await harness.PollWorkflowAsync();
        var hold = store.HoldCommits();
        var signal = harness.SignalAsync("w", "s");
        await hold.ArrivedAsync();
        var start = harness.StartWorkflowAsync("other");
        await OtherWorkflowAnsweredAsync(harness);
        var end = harness.DisposeAsync().AsTask();
        await harness.StartWorkflowAsync("late").UnavailableAsync();
        Assert.False(end.IsCompleted);
        hold.Release();
        await Task.WhenAll(end, signal, start);
        await using var next = await Harness.StartAsync(store);
        await next.CompleteAsync(task);
        Assert.Equal(2, (await next.DescribeAsync("other")).WorkflowExecutionInfo.HistoryLength);
        Assert.Equal(6, (await next.HistoryAsync("w")).Count);
    }

    /// <summary>An answer to a question that came later: whatever came earlier has been looked at.</summary>
    private static async Task OtherWorkflowAnsweredAsync(Harness harness)
    {
        for (var i = 0; i < 10; i++)
        {
            await harness.DescribeAsync("nobody").RefusedAsync(Exceptions.RpcException.StatusCode.NotFound);
        }
    }
}
