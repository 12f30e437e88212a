using Cairn.Api.Command.V1;
using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Runtime;
using Cairn.Storage;

namespace Cairn.Tests.Runtime;

/// <summary>
/// A message between workflows is brought again when its sender did not hear of its arrival; what has become of its
/// receiver meanwhile makes no difference.
/// </summary>
public sealed class MessageDeliveryTests : IAsyncDisposable
{
    private static readonly TimeSpan Half = TimeSpan.FromMilliseconds(50); // Of the first wait of a delivery.

    private readonly FaultyStore store = new(new MemoryStore());
    private readonly ManualTime time = new();

    [Fact]
    public async Task A_child_that_is_deleted_before_its_parent_heard_of_it_is_not_started_again()
    {
        await using var harness = await StartAsync();
        await harness.StartWorkflowAsync("w");
        FailCommitsOfParent();
        await StartChildAsync(harness);
        await time.TimerAsync(time.GetUtcNow() + Half + Half);
        time.Advance(Half);
        var first = (await harness.DescribeAsync("c")).WorkflowExecutionInfo.Execution.RunId;
        await DeleteAsync(harness, "c", first); // The news of its end cannot be told either.
        await time.TimerAsync(time.GetUtcNow() + Half + Half);
        store.OnCommit = null;
        time.Advance(Half);

        await ChildStartedAsync(harness, first);
        time.Advance(Half);
        await DeletionTests.UntilGoneAsync(harness, "c", first, time: time);
        Assert.Empty((await ListAsync(harness, "c")).Executions);
    }

    [Fact]
    public async Task A_child_that_has_left_the_store_before_it_is_asked_for_again_is_not_started_again()
    {
        await using var harness = await StartAsync();
        await harness.StartWorkflowAsync("w");
        FailCommitsOfParent();
        await StartChildAsync(harness);
        await time.TimerAsync(time.GetUtcNow() + Half + Half);
        time.Advance(Half);
        var first = (await harness.DescribeAsync("c")).WorkflowExecutionInfo.Execution.RunId;
        await DeleteAsync(harness, "c", first);
        await time.TimerAsync(time.GetUtcNow() + Half + Half);
        store.OnCommit = null;
        store.AfterList = async () =>
        {
            store.AfterList = null; // The delivery looks for the child, and the child goes before it asks for it.
            time.Advance(Half);
            await DeletionTests.UntilGoneAsync(harness, "c", first, time: time);
        };
        time.Advance(Half);

        await ChildStartedAsync(harness, first);
        for (var deadline = DateTimeOffset.UtcNow + Harness.WaitLimit; harness.Node.MessagesUnderWay > 0;)
        {
            Assert.True(DateTimeOffset.UtcNow < deadline, "A message does not arrive.");
            time.Advance(Half);
            await Task.Delay(1, TestContext.Current.CancellationToken);
        }

        Assert.Empty((await ListAsync(harness, "c")).Executions);
        Assert.Null(store.AfterList);
    }

    [Fact]
    public async Task A_run_that_is_written_while_the_next_one_begins_does_not_stay_the_newest()
    {
        string second;
        await using (var harness = await StartAsync(new NodeOptions { CachedExecutions = 1 }))
        {
            await harness.StartWorkflowAsync("w");
            await StartChildAsync(harness);
            var first = (await harness.DescribeAsync("c")).WorkflowExecutionInfo.Execution.RunId;
            await harness.SignalAsync("w", "makes durable that the child runs");
            FailCommitsOfParent(); // So the child has still to tell its end, and is written when it is deleted.
            await harness.TerminateAsync("c", first);
            await time.TimerAsync(time.GetUtcNow() + Half + Half);

            var hold = store.HoldCommits();
            var start = harness.StartWorkflowAsync("c");
            await hold.ArrivedAsync();
            var deletion = DeleteAsync(harness, "c", first);
            hold.Release();
            second = (await start).RunId;
            await deletion;
        }

        await using var next = await StartAsync();
        Assert.Equal(second, (await next.DescribeAsync("c")).WorkflowExecutionInfo.Execution.RunId);
    }

    [Theory]
    [InlineData(EventType.WorkflowExecutionSignaled)]
    [InlineData(EventType.WorkflowExecutionCancelRequested)]
    public async Task A_message_does_not_reach_the_run_that_follows_its_receiver_while_closed_runs_are_read(
        EventType received)
    {
        await using var harness = await StartAsync();
        await SendOnceAsync(harness, received);
        store.AfterList = async () =>
        {
            store.AfterList = null;
            await ContinueReceiverAsync(harness);
        };
        store.OnCommit = null;
        time.Advance(Half);

        await AssertReceivedOnceAsync(harness, received);
    }

    [Theory]
    [InlineData(EventType.WorkflowExecutionSignaled)]
    [InlineData(EventType.WorkflowExecutionCancelRequested)]
    public async Task A_message_does_not_reach_the_run_that_follows_a_receiver_whose_close_is_not_durable(
        EventType received)
    {
        await using var harness = await StartAsync();
        await SendOnceAsync(harness, received);
        var task = await PollReceiverAsync(harness);
        var hold = HoldCommitsOfReceiver();
        var close = harness.CompleteAsync(task, Harness.ContinueAsNew());
        await hold.ArrivedAsync();
        var listed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        store.AfterList = () =>
        {
            listed.TrySetResult();
            return Task.CompletedTask;
        };
        time.Advance(Half);
        
        // A delivery that does not wait for the commit reads the store now.
        await Task.WhenAny(listed.Task, Task.Delay(200, TestContext.Current.CancellationToken));
        hold.Release();
        await close;

        await AssertReceivedOnceAsync(harness, received);
    }

    [Fact]
    public async Task A_child_that_another_run_follows_while_closed_runs_are_read_is_not_started_again()
    {
        await using var harness = await StartAsync();
        await harness.StartWorkflowAsync("w");
        FailCommitsOfParent();
        await StartChildAsync(harness);
        await time.TimerAsync(time.GetUtcNow() + Half + Half);
        var first = (await harness.DescribeAsync("c")).WorkflowExecutionInfo.Execution.RunId;
        var next = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        store.AfterList = async () =>
        {
            store.AfterList = null;
            await harness.TerminateAsync("c", first);
            await time.TimerAsync(time.GetUtcNow() + Half + Half); // The news of its end is lost as well.
            var runId = (await harness.StartWorkflowAsync("c")).RunId;
            await harness.TerminateAsync("c", runId); // A closed run does not stop the parent from a second start.
            store.OnCommit = null;
            next.SetResult(runId);
        };
        time.Advance(Half);
        time.Advance(Half);
        var second = await next.Task.InTimeAsync();

        await ChildStartedAsync(harness, first);
        Assert.Equal(second, (await harness.DescribeAsync("c")).WorkflowExecutionInfo.Execution.RunId);
    }

    public ValueTask DisposeAsync() => store.DisposeAsync();

    private Task<Harness> StartAsync(NodeOptions? options = null) => Harness.StartAsync(
        store, (options ?? new NodeOptions()) with { TimeProvider = time, Chance = () => 0 });

    private static async Task StartChildAsync(Harness harness) =>
        await harness.CompleteAsync(await harness.PollWorkflowAsync(), DeletionTests.StartChild("c"));

    private void FailCommitsOfParent() => store.OnCommit = async commit =>
    {
        var writes = store.Batches.Last().Writes;
        return writes.Any(write => write.Head.Key.WorkflowId.Value == "w" && write.Head.HistoryLength > 5)
            && !writes.Any(write => write.Head.Key.WorkflowId.Value == "c")
            ? CommitOutcome.Failed
            : await commit();
    };

    /// <summary>Sends a message from w to c, which receives it; the news of its arrival is lost.</summary>
    private async Task SendOnceAsync(Harness harness, EventType received)
    {
        await harness.StartWorkflowAsync("w");
        var sender = await harness.PollWorkflowAsync();
        await harness.StartWorkflowAsync("c");
        FailCommitsOfParent();
        await harness.CompleteAsync(sender, received == EventType.WorkflowExecutionSignaled
            ? new Command
            {
                CommandType = CommandType.SignalExternalWorkflowExecution,
                SignalExternalWorkflowExecutionCommandAttributes = new()
                {
                    Execution = new() { WorkflowId = "c" },
                    SignalName = "s",
                },
            }
            : new Command
            {
                CommandType = CommandType.RequestCancelExternalWorkflowExecution,
                RequestCancelExternalWorkflowExecutionCommandAttributes = new() { WorkflowId = "c" },
            });
        await time.TimerAsync(time.GetUtcNow() + Half + Half);
        time.Advance(Half);
        Assert.Contains(received, await harness.EventTypesAsync("c"));
    }

    private static async Task<PollWorkflowTaskQueueResponse> PollReceiverAsync(Harness harness)
    {
        var task = await harness.PollWorkflowAsync();
        Assert.Equal("c", task.WorkflowExecution.WorkflowId);
        return task;
    }

    private static async Task ContinueReceiverAsync(Harness harness) =>
        await harness.CompleteAsync(await PollReceiverAsync(harness), Harness.ContinueAsNew());

    private Hold HoldCommitsOfReceiver()
    {
        var hold = new Hold();
        store.OnCommit = async commit =>
        {
            if (store.Batches.Last().Writes.Any(write => write.Head.Key.WorkflowId.Value == "c"))
            {
                await hold.WaitAsync();
            }

            return await commit();
        };
        return hold;
    }

    private static async Task AssertReceivedOnceAsync(Harness harness, EventType received)
    {
        var sent = received == EventType.WorkflowExecutionSignaled
            ? EventType.ExternalWorkflowExecutionSignaled
            : EventType.ExternalWorkflowExecutionCancelRequested;
        for (var deadline = DateTimeOffset.UtcNow + Harness.WaitLimit;
            !(await harness.EventTypesAsync("w")).Contains(sent);)
        {
            Assert.True(DateTimeOffset.UtcNow < deadline, "The sender does not hear of the arrival.");
        }

        Assert.Equal([EventType.WorkflowExecutionStarted], await harness.EventTypesAsync("c"));
    }

    private static async Task ChildStartedAsync(Harness harness, string runId)
    {
        HistoryEvent? started = null;
        for (var deadline = DateTimeOffset.UtcNow + Harness.WaitLimit; started is null;)
        {
            Assert.True(DateTimeOffset.UtcNow < deadline, "The parent does not hear of its child.");
            started = (await harness.HistoryAsync("w"))
                .FirstOrDefault(e => e.EventType == EventType.ChildWorkflowExecutionStarted);
        }

        Assert.Equal(runId, started.ChildWorkflowExecutionStartedEventAttributes.WorkflowExecution.RunId);
    }

    private static Task<DeleteWorkflowExecutionResponse> DeleteAsync(
        Harness harness, string workflowId, string runId) =>
        harness.Service.DeleteWorkflowExecutionAsync(new DeleteWorkflowExecutionRequest
        {
            Namespace = "default",
            WorkflowExecution = new() { WorkflowId = workflowId, RunId = runId },
        }).InTimeAsync();

    private static Task<ListWorkflowExecutionsResponse> ListAsync(Harness harness, string workflowId) =>
        harness.Service.ListWorkflowExecutionsAsync(new ListWorkflowExecutionsRequest
        {
            Namespace = "default",
            Query = $"WorkflowId = '{workflowId}'",
        }).InTimeAsync();
}
