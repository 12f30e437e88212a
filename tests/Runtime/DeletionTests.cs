using Cairn.Api.Command.V1;
using Cairn.Api.Enums.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Exceptions;
using Cairn.Protocol;
using Cairn.Runtime;
using Cairn.Storage;

namespace Cairn.Tests.Runtime;

public sealed class DeletionTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task No_request_finds_a_workflow_that_was_deleted(bool isOpen)
    {
        await using var harness = await Harness.StartAsync();
        var runId = (await harness.StartWorkflowAsync("w")).RunId;
        if (!isOpen)
        {
            await harness.TerminateAsync("w");
        }

        await DeleteAsync(harness, "w");
        await MissesAsync("workflow not found for ID: w", () => harness.DescribeAsync("w"));
        await MissesAsync("workflow not found for ID: w", () => harness.HistoryAsync("w"));
        await MissesAsync("workflow not found for ID: w", () => harness.SignalAsync("w", "s"));
        await MissesAsync("workflow not found for ID: w", () => harness.TerminateAsync("w"));
        await MissesAsync("workflow not found for ID: w", () => harness.QueryAsync("w"));
        await MissesAsync("workflow not found for ID: w", () => DeleteAsync(harness, "w"));
        await MissesAsync(
            $"workflow execution not found for workflow ID \"w\" and run ID \"{runId}\"",
            () => harness.DescribeAsync("w", runId));
        await UntilGoneAsync(harness, "w", runId);
        Assert.Empty((await harness.PeekWorkflowAsync()).TaskToken);
    }

    [Fact]
    public async Task Those_who_wait_for_a_workflow_hear_that_it_was_deleted()
    {
        await using var harness = await Harness.StartAsync();
        await harness.StartWorkflowAsync("w");
        await harness.CompleteAsync(await harness.PollWorkflowAsync());
        var reader = harness.Service.GetWorkflowExecutionHistoryAsync(new GetWorkflowExecutionHistoryRequest
        {
            Namespace = "default",
            Execution = new() { WorkflowId = "w" },
            HistoryEventFilterType = HistoryEventFilterType.CloseEvent,
            WaitNewEvent = true,
        }).InTimeAsync();
        var query = harness.QueryAsync("w");
        while ((await harness.PollWorkflowAsync()).Query is null)
        {
            // The query is with a worker, and the reader came before it.
        }

        await DeleteAsync(harness, "w");
        await MissesAsync("workflow execution not found for workflow ID \"w\"", () => query, isWhole: false);
        await MissesAsync("workflow execution not found for workflow ID \"w\"", () => reader, isWhole: false);
    }

    [Fact]
    public async Task The_workflow_id_is_free_at_once()
    {
        await using var harness = await Harness.StartAsync();
        var first = (await harness.StartWorkflowAsync("w")).RunId;
        await harness.SignalAsync("w", "s");
        await DeleteAsync(harness, "w");
        var second = (await harness.StartWorkflowAsync(
            "w", start => start.WorkflowIdReusePolicy = WorkflowIdReusePolicy.RejectDuplicate)).RunId;
        Assert.NotEqual(first, second);
        Assert.Equal(
            [EventType.WorkflowExecutionStarted, EventType.WorkflowTaskScheduled], await harness.EventTypesAsync("w"));
        Assert.Equal(second, (await harness.PollWorkflowAsync()).WorkflowExecution.RunId);
        await UntilGoneAsync(harness, "w", first);
    }

    [Fact]
    public async Task A_run_that_is_deleted_leaves_the_others_of_its_chain()
    {
        await using var harness = await Harness.StartAsync();
        var first = (await harness.StartWorkflowAsync("w")).RunId;
        await harness.CompleteAsync(await harness.PollWorkflowAsync(), Harness.ContinueAsNew());
        var second = (await harness.DescribeAsync("w")).WorkflowExecutionInfo.Execution.RunId;
        await DeleteAsync(harness, "w", first);
        await UntilGoneAsync(harness, "w", first);
        Assert.Equal(second, (await harness.DescribeAsync("w")).WorkflowExecutionInfo.Execution.RunId);

        var third = (await harness.StartWorkflowAsync(
            "w", start => start.WorkflowIdConflictPolicy = WorkflowIdConflictPolicy.TerminateExisting)).RunId;
        await DeleteAsync(harness, "w", third);
        await UntilGoneAsync(harness, "w", third);
        await MissesAsync("workflow not found for ID: w", () => harness.DescribeAsync("w"));
        var left = await harness.DescribeAsync("w", second);
        Assert.Equal(WorkflowExecutionStatus.Terminated, left.WorkflowExecutionInfo.Status);
    }

    [Fact]
    public async Task A_worker_of_a_deleted_workflow_is_told_that_it_is_gone()
    {
        await using var harness = await Harness.StartAsync();
        await harness.StartWorkflowAsync("w");
        await harness.CompleteAsync(await harness.PollWorkflowAsync(), Harness.Activity("a"));
        var activity = await harness.PollActivityAsync();
        await harness.SignalAsync("w", "s");
        var task = await harness.PollWorkflowAsync();
        await DeleteAsync(harness, "w");
        await MissesAsync("", () => harness.CompleteAsync(task), isWhole: false);
        await MissesAsync("", () => harness.CompleteActivityAsync(activity, "1"), isWhole: false);
    }

    [Fact]
    public async Task A_deletion_that_the_store_does_not_take_has_not_happened()
    {
        var store = new FaultyStore(new MemoryStore());
        await using var harness = await Harness.StartAsync(store);
        await harness.StartWorkflowAsync("w");
        store.Once(_ => Task.FromResult(CommitOutcome.Failed));
        var refused = await Assert.ThrowsAsync<RpcException>(() => DeleteAsync(harness, "w"));
        Assert.Equal(RpcException.StatusCode.Unavailable, refused.Code);
        Assert.Equal(WorkflowExecutionStatus.Running, (await harness.DescribeAsync("w")).WorkflowExecutionInfo.Status);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_parent_hears_of_a_deleted_child_though_the_process_dies(bool onFile)
    {
        using var folder = new DataFolder();
        IStore inner = onFile ? await folder.OpenAsync() : new MemoryStore();
        var store = new FaultyStore(inner);
        var died = new TaskCompletionSource();
        var first = await Harness.StartAsync(store);
        await first.StartWorkflowAsync("parent");
        await first.CompleteAsync(await first.PollWorkflowAsync(), StartChild("child"));
        var tasks = new[] { await first.PollWorkflowAsync(), await first.PollWorkflowAsync() };
        var childRun = tasks.Single(task => task.WorkflowExecution.WorkflowId == "child").WorkflowExecution.RunId;
        await first.CompleteAsync(tasks.Single(task => task.WorkflowExecution.WorkflowId == "parent"));
        store.OnCommit = async commit =>
        {
            store.OnCommit = _ => new TaskCompletionSource<CommitOutcome>().Task;
            await commit();
            died.SetResult(); // The deletion is durable, and nobody heard of it.
            return await new TaskCompletionSource<CommitOutcome>().Task;
        };
        _ = DeleteAsync(first, "child");
        await died.Task.WaitAsync(Harness.WaitLimit, Cancellation);
        if (onFile)
        {
            await inner.DisposeAsync();
            inner = await folder.OpenAsync();
        }

        await using (var second = await Harness.StartAsync(inner))
        {
            await UntilGoneAsync(second, "child", childRun);
            var history = await second.EventTypesAsync("parent");
            Assert.Single(history, type => type == EventType.ChildWorkflowExecutionTerminated);
        }

        await inner.DisposeAsync();
    }

    [Fact]
    public async Task A_closed_workflow_goes_when_its_namespace_has_kept_it_as_long_as_it_wants()
    {
        var store = new MemoryStore();
        var time = new ManualTime();
        string early, open;
        await using (var harness = await StartAsync(store, time))
        {
            early = (await harness.StartWorkflowAsync("early")).RunId;
            open = (await harness.StartWorkflowAsync("open")).RunId;
            await harness.TerminateAsync("early");
        }

        // Another process takes over, and finds it by its time.
        time = new ManualTime(time.GetUtcNow() + Namespaces.DefaultRetention - TimeSpan.FromMinutes(10));
        await using var later = await StartAsync(store, time);
        time.Advance(TimeSpan.FromMinutes(1));
        await time.TimerAsync(time.GetUtcNow() + TimeSpan.FromMinutes(9));
        await later.DescribeAsync("early");
        time.Advance(TimeSpan.FromMinutes(9));
        await UntilGoneAsync(later, "early", early);
        await later.DescribeAsync("open", open);
    }

    [Fact]
    public async Task A_shorter_retention_counts_for_what_is_closed_already()
    {
        var time = new ManualTime();
        await using var harness = await StartAsync(new MemoryStore(), time);
        var closed = (await harness.StartWorkflowAsync("w")).RunId;
        await harness.TerminateAsync("w");
        time.Advance(TimeSpan.FromHours(2));
        await harness.DescribeAsync("w");
        await harness.Service.UpdateNamespaceAsync(new UpdateNamespaceRequest
        {
            Namespace = "default",
            Config = new()
            {
                WorkflowExecutionRetentionTtl = new() { Seconds = 3600 },
            },
        }).InTimeAsync();
        time.Advance(TimeSpan.FromMinutes(1));
        await UntilGoneAsync(harness, "w", closed);
    }

    [Fact]
    public async Task The_workflows_of_a_deleted_namespace_go_with_it()
    {
        var time = new ManualTime();
        await using var harness = await StartAsync(new MemoryStore(), time, "default", "other");
        var kept = (await harness.StartWorkflowAsync("w")).RunId;
        var open = (await harness.StartWorkflowAsync("w", start => start.Namespace = "other")).RunId;
        await harness.Node.OperatorService.DeleteNamespaceAsync(new() { Namespace = "other" })
            .InTimeAsync();
        time.Advance(TimeSpan.FromMinutes(1));
        await UntilGoneAsync(harness, "w", open, "other");
        await harness.DescribeAsync("w", kept);
    }

    [Fact]
    public async Task A_namespace_that_cannot_be_swept_is_tried_again_and_holds_up_no_other()
    {
        var time = new ManualTime();
        var store = new FaultyStore(new MemoryStore());
        await using var harness = await StartAsync(store, time, "default", "other");
        var here = (await harness.StartWorkflowAsync("w")).RunId;
        var there = (await harness.StartWorkflowAsync("w", start => start.Namespace = "other")).RunId;
        await harness.Node.OperatorService.DeleteNamespaceAsync(new() { Namespace = "other" }).InTimeAsync();
        await harness.TerminateAsync("w");
        store.OnList = name => name.Value == "default"
            ? throw new InvalidOperationException("The store has a bug.")
            : Task.CompletedTask;
        time.Advance(Namespaces.DefaultRetention + TimeSpan.FromMinutes(2));
        await UntilGoneAsync(harness, "w", there, "other");
        foreach (var wait in new[] { 100, 200, 400, 800 })
        {
            await time.TimerAsync(time.GetUtcNow().AddMilliseconds(wait));
            time.Advance(TimeSpan.FromMilliseconds(wait));
        }

        await time.TimerAsync(time.GetUtcNow().AddMilliseconds(1_600));
        var error = Assert.Single(harness.Log.Errors);
        Assert.StartsWith(
            "Expired runs of default could not be deleted; it is tried again with backoff",
            error,
            StringComparison.Ordinal);
        Assert.Contains("The store has a bug.", error, StringComparison.Ordinal);

        store.OnList = null;
        time.Advance(TimeSpan.FromMilliseconds(1_600));
        await UntilGoneAsync(harness, "w", here);
    }

    [Fact]
    public async Task A_workflow_that_cannot_be_deleted_after_its_time_is_deleted_soon_after()
    {
        var time = new ManualTime();
        var store = new FaultyStore(new MemoryStore());
        await using var harness = await StartAsync(store, time);
        var run = (await harness.StartWorkflowAsync("w")).RunId;
        await harness.TerminateAsync("w");
        store.Once(_ => Task.FromResult(CommitOutcome.Failed));
        time.Advance(Namespaces.DefaultRetention + TimeSpan.FromMinutes(2));
        await time.TimerAsync(time.GetUtcNow().AddMilliseconds(100));
        Assert.Single(harness.Log.Errors, error => error.StartsWith("Expired runs", StringComparison.Ordinal));
        time.Advance(TimeSpan.FromMilliseconds(100));
        await UntilGoneAsync(harness, "w", run);
    }

    private static Task<Harness> StartAsync(IStore store, ManualTime time, params string[] namespaces) =>
        Harness.StartAsync(store, new NodeOptions
        {
            TimeProvider = time,
            Chance = () => 0,
            Namespaces = namespaces.Length > 0 ? namespaces : ["default"],
        });

    private static Task<DeleteWorkflowExecutionResponse> DeleteAsync(
        Harness harness, string workflowId, string runId = "") =>
        harness.Service.DeleteWorkflowExecutionAsync(new DeleteWorkflowExecutionRequest
        {
            Namespace = "default",
            WorkflowExecution = new() { WorkflowId = workflowId, RunId = runId },
        }).InTimeAsync();

    private static async Task MissesAsync(string text, Func<Task> ask, bool isWhole = true)
    {
        var refused = await Assert.ThrowsAsync<RpcException>(ask);
        Assert.Equal(RpcException.StatusCode.NotFound, refused.Code);
        Assert.StartsWith(text, refused.Message, StringComparison.Ordinal);
        Assert.True(!isWhole || refused.Message == text, refused.Message);
    }

    /// <summary>Waits until the store has nothing of a run; lets time pass meanwhile, if it is a test's own.</summary>
    internal static async Task UntilGoneAsync(
        Harness harness, string workflowId, string runId, string @namespace = "default", ManualTime? time = null)
    {
        var key = new ExecutionKey(new(@namespace), new(workflowId), new(runId));
        var deadline = DateTimeOffset.UtcNow + Harness.WaitLimit;
        while (await harness.Store.FindRunAsync(key, Cancellation) is not null)
        {
            Assert.True(DateTimeOffset.UtcNow < deadline, "The run stays in the store.");
            time?.Advance(TimeSpan.FromMilliseconds(20));
            await Task.Delay(1, Cancellation);
        }

        Assert.Empty(await harness.Store.ReadJournalAsync(key, Cancellation));
    }

    internal static Command StartChild(string workflowId) => new()
    {
        CommandType = CommandType.StartChildWorkflowExecution,
        StartChildWorkflowExecutionCommandAttributes = new()
        {
            WorkflowId = workflowId,
            WorkflowType = new() { Name = "C" },
            TaskQueue = new() { Name = Harness.Queue },
        },
    };
}
