using Cairn.Api.Enums.V1;
using Cairn.Exceptions;
using Cairn.Runtime;
using Cairn.Storage;

namespace Cairn.Tests.Runtime;

/// <summary>What callers and workers see when a store does not do what it is asked to.</summary>
public sealed class FaultTests
{
    public enum Fault
    {
        Failed,
        UnknownAndLost,
        UnknownButDone,
        Thrown,
        ThrownButDone,
    }

    public static TheoryData<Fault> Faults => [.. Enum.GetValues<Fault>()];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_start_whose_commit_does_not_go_through_can_be_sent_again(Fault fault)
    {
        var store = new FaultyStore(new MemoryStore());
        await using var harness = await Harness.StartAsync(store);
        Break(store, fault);
        await harness.StartWorkflowAsync("w", request => request.RequestId = "r").UnavailableAsync();
        var again = await harness.StartWorkflowAsync("w", request => request.RequestId = "r");
        Assert.True(again.Started);
        await harness.CompleteAsync(await harness.PollWorkflowAsync(), Harness.Finish("1"));
        Assert.Equal(5, (await harness.HistoryAsync("w", again.RunId)).Count);
        Assert.True((await harness.PeekWorkflowAsync()).TaskToken.IsEmpty);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_signal_whose_commit_does_not_go_through_counts_once_when_it_is_sent_again(Fault fault)
    {
        var store = new FaultyStore(new MemoryStore());
        await using var harness = await Harness.StartAsync(store);
        await harness.StartWorkflowAsync("w");
        await harness.SignalAsync("w", "before", "a");
        Break(store, fault);
        await harness.SignalAsync("w", "s", "b").UnavailableAsync();
        await harness.SignalAsync("w", "s", "b");
        await harness.SignalAsync("w", "s", "b");
        await harness.SignalAsync("w", "after", "c");
        Assert.Equal(["before", "s", "after"], (await harness.PollWorkflowAsync()).History.Events
            .Where(e => e.EventType == EventType.WorkflowExecutionSignaled)
            .Select(e => e.WorkflowExecutionSignaledEventAttributes.SignalName));
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task An_activity_completes_once_whatever_became_of_the_first_commit(Fault fault)
    {
        var store = new FaultyStore(new MemoryStore());
        var time = new ManualTime();
        await using var harness = await Harness.StartAsync(store, new NodeOptions { TimeProvider = time });
        await harness.StartWorkflowAsync("w");
        await harness.CompleteAsync(await harness.PollWorkflowAsync(), Harness.Activity("1"));
        var activity = await harness.PollActivityAsync();
        await harness.SignalAsync("w", "makes the start durable");
        Break(store, fault);
        await harness.CompleteActivityAsync(activity, "1").UnavailableAsync();
        var again = harness.CompleteActivityAsync(activity, "1");
        if (fault is Fault.UnknownButDone or Fault.ThrownButDone)
        {
            await again.RefusedAsync(RpcException.StatusCode.NotFound);
        }
        else
        {
            await again;
        }

        await harness.CompleteAsync(await harness.PollWorkflowAsync(), Harness.Finish("1"));
        Assert.Single(await harness.EventTypesAsync("w"), type => type == EventType.ActivityTaskCompleted);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_workflow_task_is_done_once_whatever_became_of_the_first_commit(Fault fault)
    {
        var store = new FaultyStore(new MemoryStore());
        await using var harness = await Harness.StartAsync(store, new NodeOptions { TimeProvider = new ManualTime() });
        await harness.StartWorkflowAsync("w");
        var task = await harness.PollWorkflowAsync();
        await harness.SignalAsync("w", "makes the start durable");
        Break(store, fault);
        await harness.CompleteAsync(task, Harness.Activity("1")).UnavailableAsync();
        var again = harness.CompleteAsync(task, Harness.Activity("1"));
        if (fault is Fault.UnknownButDone or Fault.ThrownButDone)
        {
            await again.RefusedAsync(RpcException.StatusCode.NotFound);
        }
        else
        {
            await again;
        }

        await harness.CompleteActivityAsync(await harness.PollActivityAsync(), "1");
        Assert.True((await harness.PeekActivityAsync()).TaskToken.IsEmpty);
        await harness.CompleteAsync(await harness.PollWorkflowAsync(), Harness.Finish("1"));
        Assert.Single(await harness.EventTypesAsync("w"), type => type == EventType.ActivityTaskScheduled);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_task_whose_start_was_lost_is_offered_again(Fault fault)
    {
        var store = new FaultyStore(new MemoryStore());
        await using var harness = await Harness.StartAsync(store, new NodeOptions { TimeProvider = new ManualTime() });
        await harness.StartWorkflowAsync("w");
        var first = await harness.PollWorkflowAsync();
        Break(store, fault);
        await harness.SignalAsync("w", "s", "r").UnavailableAsync();
        await harness.SignalAsync("w", "s", "r");
        if (fault is Fault.UnknownButDone or Fault.ThrownButDone)
        {
            await harness.CompleteAsync(first, Harness.Timer("t", TimeSpan.FromSeconds(1)));
        }
        else
        {
            var second = await harness.PollWorkflowAsync();
            Assert.Equal(1, second.Attempt);
            await harness.CompleteAsync(second, Harness.Timer("t", TimeSpan.FromSeconds(1)));
        }

        Assert.Single(await harness.EventTypesAsync("w"), type => type == EventType.TimerStarted);
        Assert.Single(await harness.EventTypesAsync("w"), type => type == EventType.WorkflowExecutionSignaled);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task All_that_was_decided_on_a_lost_batch_is_lost_with_it(Fault fault)
    {
        var store = new FaultyStore(new MemoryStore());
        await using var harness = await Harness.StartAsync(store);
        var arrived = new Hold();
        store.Once(async commit =>
        {
            await arrived.WaitAsync();
            return await ActAsync(fault, commit);
        });
        var start = harness.StartWorkflowAsync("w", request => request.RequestId = "r");
        await arrived.ArrivedAsync();
        var signal = harness.SignalAsync("w", "s", "r");
        var other = harness.StartWorkflowAsync("other", request => request.RequestId = "r");
        await harness.DescribeAsync("nobody").RefusedAsync(RpcException.StatusCode.NotFound);
        arrived.Release();
        await start.UnavailableAsync();
        await signal.UnavailableAsync();
        await other.UnavailableAsync();
        await harness.StartWorkflowAsync("w", request => request.RequestId = "r");
        await harness.StartWorkflowAsync("other", request => request.RequestId = "r");
        await harness.SignalAsync("w", "s", "r");
        Assert.Equal(3, (await harness.HistoryAsync("w")).Count);
        Assert.Equal(2, (await harness.HistoryAsync("other")).Count);
    }

    [Fact]
    public async Task A_reader_who_waits_for_events_goes_on_waiting_after_a_lost_commit()
    {
        var store = new FaultyStore(new MemoryStore());
        await using var harness = await Harness.StartAsync(store);
        await harness.StartWorkflowAsync("w");
        var end = harness.Service.GetWorkflowExecutionHistoryAsync(new()
        {
            Namespace = "default",
            Execution = new() { WorkflowId = "w" },
            HistoryEventFilterType = HistoryEventFilterType.CloseEvent,
            WaitNewEvent = true,
        });
        await harness.DescribeAsync("w");
        Break(store, Fault.Failed);
        await harness.SignalAsync("w", "s").UnavailableAsync();
        await harness.TerminateAsync("w");
        Assert.Equal(
            EventType.WorkflowExecutionTerminated,
            Assert.Single((await end.InTimeAsync()).History.Events).EventType);
    }

    [Fact]
    public async Task A_query_that_waits_for_its_workflow_task_ends_with_the_lost_commit()
    {
        var store = new FaultyStore(new MemoryStore());
        await using var harness = await Harness.StartAsync(store);
        await harness.StartWorkflowAsync("w");
        await harness.PollWorkflowAsync();
        var query = harness.QueryAsync("w");
        await harness.DescribeAsync("w");
        Break(store, Fault.Failed);
        await harness.SignalAsync("w", "s").UnavailableAsync();
        await query.UnavailableAsync();
    }

    [Fact]
    public async Task While_the_store_cannot_be_read_callers_are_told_so_and_afterwards_all_is_there()
    {
        var store = new FaultyStore(new MemoryStore());
        await using (var harness = await Harness.StartAsync(store))
        {
            await harness.StartWorkflowAsync("w");
        }

        await using var next = await Harness.StartAsync(store, new NodeOptions { CachedExecutions = 0 });
        await next.DescribeAsync("w");
        store.OnRead = () => throw new StoreException(StoreFailure.Unavailable, "no disk");
        await next.DescribeAsync("w").UnavailableAsync();
        await next.HistoryAsync("w").UnavailableAsync();
        await next.SignalAsync("w", "s").UnavailableAsync();
        await next.StartWorkflowAsync("w").UnavailableAsync();
        await next.PollWorkflowAsync().UnavailableAsync();
        await next.QueryAsync("w").UnavailableAsync();
        store.OnRead = null;
        await next.CompleteAsync(await next.PollWorkflowAsync(), Harness.Activity("1"));
        store.OnRead = () => throw new StoreException(StoreFailure.Unavailable, "no disk");
        await next.PollActivityAsync().UnavailableAsync();
        store.OnRead = null;
        await next.CompleteActivityAsync(await next.PollActivityAsync(), "1");
    }

    [Fact]
    public async Task A_timer_that_is_due_while_the_store_cannot_be_read_fires_when_it_can()
    {
        var store = new FaultyStore(new MemoryStore());
        var time = new ManualTime();
        await using var harness = await Harness.StartAsync(
            store, new NodeOptions { TimeProvider = time, CachedExecutions = 0 });
        await harness.StartWorkflowAsync("w");
        await harness.CompleteAsync(
            await harness.PollWorkflowAsync(), Harness.Timer("t", TimeSpan.FromSeconds(5)));
        await harness.DescribeAsync("w");
        var reads = new Hold();
        store.OnRead = async () =>
        {
            await reads.WaitAsync();
            throw new StoreException(StoreFailure.Unavailable, "no disk");
        };
        time.Advance(TimeSpan.FromSeconds(5));
        await reads.ArrivedAsync();
        var describe = harness.DescribeAsync("w");
        reads.Release();
        await describe.UnavailableAsync();
        store.OnRead = null;
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Contains(
            (await harness.PollWorkflowAsync()).History.Events, e => e.EventType == EventType.TimerFired);
    }

    [Fact]
    public async Task A_load_that_fails_leaves_other_runs_of_the_workflow_alone()
    {
        var store = new FaultyStore(new MemoryStore());
        string old;
        await using (var harness = await Harness.StartAsync(store))
        {
            old = (await harness.StartWorkflowAsync("w")).RunId;
            await harness.TerminateAsync("w");
            await harness.StartWorkflowAsync("w");
            await harness.TerminateAsync("w");
        }

        await using var next = await Harness.StartAsync(store);
        await next.StartWorkflowAsync("w");
        var commits = store.HoldCommits();
        var signal = next.SignalAsync("w", "s");
        await commits.ArrivedAsync();
        store.OnRead = () => throw new StoreException(StoreFailure.Unavailable, "no disk");
        await next.DescribeAsync("w", old).UnavailableAsync();
        store.OnRead = null;
        var second = next.SignalAsync("w", "t");
        await OthersAnsweredAsync(next);
        commits.Release();
        await Task.WhenAll(signal, second);
        Assert.Equal(4, (await next.HistoryAsync("w")).Count);
    }

    [Fact]
    public async Task A_load_that_fails_after_a_lost_commit_disturbs_nobody()
    {
        var store = new FaultyStore(new MemoryStore());
        await using (var first = await Harness.StartAsync(store))
        {
            await first.StartWorkflowAsync("w");
            await first.StartWorkflowAsync("other");
            await first.TerminateAsync("w");
        }

        await using var harness = await Harness.StartAsync(store);
        await harness.DescribeAsync("other");
        var commits = store.HoldCommits();
        var signal = harness.SignalAsync("other", "s");
        await commits.ArrivedAsync();
        var reads = new Hold();
        store.OnRead = async () =>
        {
            await reads.WaitAsync();
            throw new StoreException(StoreFailure.Unavailable, "no disk");
        };
        var before = harness.DescribeAsync("w");
        await reads.ArrivedAsync();
        var slow = store.HoldReads();
        store.Once(_ => Task.FromResult(CommitOutcome.Failed));
        commits.Release();
        await signal;
        await harness.SignalAsync("other", "t").UnavailableAsync();
        await before.UnavailableAsync();
        var after = harness.DescribeAsync("w");
        await slow.ArrivedAsync();
        reads.Release();
        slow.Release();
        Assert.Equal(WorkflowExecutionStatus.Terminated, (await after).WorkflowExecutionInfo.Status);
    }

    [Fact]
    public async Task A_load_that_fails_because_its_node_has_ended_is_no_error()
    {
        var store = new FaultyStore(new MemoryStore());
        await using var harness = await Harness.StartAsync(store);
        var reads = new Hold();
        store.OnRead = async () =>
        {
            await reads.WaitAsync();
            throw new ObjectDisposedException(nameof(store));
        };
        var waiting = harness.DescribeAsync("w");
        await reads.ArrivedAsync();
        await harness.Node.DisposeAsync();
        reads.Release();
        await waiting.UnavailableAsync();
        Assert.Empty(harness.Log.Errors);
    }

    [Fact]
    public async Task A_recovery_that_fails_after_a_lost_commit_is_tried_until_it_succeeds()
    {
        var store = new FaultyStore(new MemoryStore());
        var time = new ManualTime();
        await using var harness = await Harness.StartAsync(store, new NodeOptions { TimeProvider = time });
        await harness.StartWorkflowAsync("w");
        await harness.PollWorkflowAsync();
        var reads = new Hold();
        store.OnRead = async () =>
        {
            await reads.WaitAsync();
            throw new StoreException(StoreFailure.Unavailable, "no disk");
        };
        Break(store, Fault.Failed);
        await harness.SignalAsync("w", "s").UnavailableAsync();
        await reads.ArrivedAsync();
        reads.Release();
        store.OnRead = null;
        var task = await harness.PeekWorkflowAsync();
        using var deadline = new CancellationTokenSource(Harness.WaitLimit);
        while (task.TaskToken.IsEmpty && !deadline.IsCancellationRequested)
        {
            time.Advance(TimeSpan.FromMilliseconds(100));
            task = await harness.PeekWorkflowAsync();
        }

        await harness.CompleteAsync(task, Harness.Finish("1"));
    }

    [Fact]
    public async Task A_node_that_cannot_read_what_is_due_does_not_start_and_leaves_nothing_at_work()
    {
        var store = new FaultyStore(new MemoryStore());
        await using (var harness = await Harness.StartAsync(store))
        {
            await harness.StartWorkflowAsync("w", request => request.WorkflowRunTimeout = new() { Seconds = 5 });
        }

        var time = new ManualTime();
        store.OnRead = () => throw new StoreException(StoreFailure.Unavailable, "no disk");
        await Assert.ThrowsAsync<StoreException>(() => Harness.StartAsync(
            store, new NodeOptions { TimeProvider = time, Partitions = 4 }));
        store.OnRead = null;
        store.Batches.Clear();
        time.Advance(TimeSpan.FromDays(1));
        await using var next = await Harness.StartAsync(store, new NodeOptions { TimeProvider = new ManualTime() });
        await next.DescribeAsync("w");
        Assert.DoesNotContain(store.Batches, batch => batch.Partition > 0);
    }

    [Fact]
    public async Task Requests_that_wait_for_a_slow_store_are_done_in_their_order()
    {
        var store = new FaultyStore(new MemoryStore());
        await using var harness = await Harness.StartAsync(store);
        var reads = store.HoldReads();
        var none = harness.DescribeAsync("w");
        await reads.ArrivedAsync();
        var first = harness.StartWorkflowAsync("w");
        var second = harness.StartWorkflowAsync("w");
        var signal = harness.SignalAsync("w", "s");
        var commits = store.HoldCommits();
        reads.Release();
        await none.RefusedAsync(RpcException.StatusCode.NotFound);
        await commits.ArrivedAsync();
        var third = harness.StartWorkflowAsync("w");
        await OthersAnsweredAsync(harness);
        commits.Release();
        await first;
        await second.RefusedAsync(RpcException.StatusCode.AlreadyExists);
        await third.RefusedAsync(RpcException.StatusCode.AlreadyExists);
        await signal;
        Assert.Equal(3, (await harness.HistoryAsync("w")).Count);
    }

    [Fact]
    public async Task A_deadline_years_away_does_no_harm_while_a_partition_reads_its_executions_again()
    {
        var store = new FaultyStore(new MemoryStore());
        await using var harness = await Harness.StartAsync(
            store, new NodeOptions { TimeProvider = new ManualTime() });
        await harness.StartWorkflowAsync(
            "w", request => request.WorkflowRunTimeout = new() { Seconds = 3_000_000_000 });
        var recovery = new Hold();
        store.AfterDue = recovery.WaitAsync;
        Break(store, Fault.Failed);
        await harness.SignalAsync("w", "s").UnavailableAsync();
        await recovery.ArrivedAsync();
        await harness.SignalAsync("w", "s");
        recovery.Release();
        Assert.Equal(4, (await harness.PollWorkflowAsync()).History.Events.Count);
    }

    /// <summary>Requests that came later have been answered: what came before them has been looked at.</summary>
    private static async Task OthersAnsweredAsync(Harness harness)
    {
        for (var i = 0; i < 10; i++)
        {
            await harness.DescribeAsync("nobody").RefusedAsync(RpcException.StatusCode.NotFound);
        }
    }

    private static void Break(FaultyStore store, Fault fault) => store.Once(commit => ActAsync(fault, commit));

    private static async Task<CommitOutcome> ActAsync(Fault fault, Func<ValueTask<CommitOutcome>> commit)
    {
        if (fault is Fault.UnknownButDone or Fault.ThrownButDone)
        {
            Assert.Equal(CommitOutcome.Done, await commit());
        }

        return fault switch
        {
            Fault.Failed => CommitOutcome.Failed,
            Fault.UnknownAndLost or Fault.UnknownButDone => CommitOutcome.Unknown,
            _ => throw new StoreException(StoreFailure.Unavailable, "no disk"),
        };
    }
}
