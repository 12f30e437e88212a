using Cairn.Api.Enums.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Exceptions;
using Cairn.Protocol;
using Cairn.Runtime;
using Cairn.Storage;

namespace Cairn.Tests.Runtime;

/// <summary>A mistake of the engine is said once, changes nothing, and stops one execution only.</summary>
public sealed class InternalErrorTests : IAsyncDisposable
{
    private readonly MemoryStore store = new();
    private volatile string? broken;

    [Fact]
    public async Task A_decision_that_throws_changes_nothing_and_sets_its_execution_aside()
    {
        await using var harness = await StartAsync();
        await harness.StartWorkflowAsync("w");
        await harness.StartWorkflowAsync("other");
        broken = "w";
        var refused = await harness.SignalAsync("w", "s").RefusedAsync(RpcException.StatusCode.Internal);
        Assert.Equal("internal error", refused.Message);
        broken = null;

        var again = await harness.SignalAsync("w", "s").RefusedAsync(RpcException.StatusCode.FailedPrecondition);
        Assert.Contains("is set aside after an internal error", again.Message, StringComparison.Ordinal);
        var mistake = Assert.Single(harness.Mistakes.Take());
        Assert.Contains("SignalWorkflowExecution failed", mistake, StringComparison.Ordinal);
        Assert.Contains("default/w/", mistake, StringComparison.Ordinal);
        Assert.Contains(nameof(BreakIfBroken), mistake, StringComparison.Ordinal);

        await harness.Service.SignalWithStartWorkflowExecutionAsync(new SignalWithStartWorkflowExecutionRequest
        {
            Namespace = "default",
            WorkflowId = "w",
            WorkflowType = new() { Name = "T" },
            TaskQueue = new() { Name = Harness.Queue },
            SignalName = "s",
        }).RefusedAsync(RpcException.StatusCode.FailedPrecondition);

        await harness.SignalAsync("other", "s");
        Assert.DoesNotContain(EventType.WorkflowExecutionSignaled, await harness.EventTypesAsync("w"));
        Assert.Equal(WorkflowExecutionStatus.Running, (await harness.DescribeAsync("w")).WorkflowExecutionInfo.Status);
        Assert.Equal(2, (await ListAsync(harness)).Executions.Count);
    }

    [Fact]
    public async Task An_execution_that_was_set_aside_goes_on_after_a_restart()
    {
        await using (var harness = await StartAsync())
        {
            await harness.StartWorkflowAsync("w");
            broken = "w";
            await harness.SignalAsync("w", "s").RefusedAsync(RpcException.StatusCode.Internal);
            broken = null;
            harness.Mistakes.Take();
        }

        await using var next = await StartAsync();
        await next.SignalAsync("w", "s");
        await next.CompleteAsync(await next.PollWorkflowAsync(), Harness.Finish("1"));
        Assert.Contains(EventType.WorkflowExecutionSignaled, await next.EventTypesAsync("w"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_execution_that_was_set_aside_can_be_deleted(bool isStillBroken)
    {
        await using var harness = await StartAsync();
        var runId = (await harness.StartWorkflowAsync("w")).RunId;
        broken = "w";
        await harness.SignalAsync("w", "s").RefusedAsync(RpcException.StatusCode.Internal);
        broken = isStillBroken ? "w" : null;
        await DeleteAsync(harness, "w");
        broken = null;
        await harness.DescribeAsync("w").RefusedAsync(RpcException.StatusCode.NotFound);
        await DeletionTests.UntilGoneAsync(harness, "w", runId);
        await harness.StartWorkflowAsync("w");
        harness.Mistakes.Take();
    }

    [Fact]
    public async Task A_run_that_is_removed_since_its_deletion_failed_changes_no_more()
    {
        var faulty = new FaultyStore(store);
        await using var harness = await Harness.StartAsync(faulty, Options());
        await harness.StartWorkflowAsync("w");
        broken = "w";
        await harness.SignalAsync("w", "s").RefusedAsync(RpcException.StatusCode.Internal);
        var hold = faulty.HoldCommits();
        var first = DeleteAsync(harness, "w");
        await hold.ArrivedAsync();
        broken = null;
        var second = DeleteAsync(harness, "w");
        var start = harness.StartWorkflowAsync("w");
        hold.Release();
        await first;
        await second.RefusedAsync(RpcException.StatusCode.NotFound);
        await start;
        await harness.SignalAsync("w", "s");
        harness.Mistakes.Take();
    }

    [Fact]
    public async Task Those_who_wait_for_an_execution_hear_that_it_was_set_aside()
    {
        await using var harness = await StartAsync();
        await harness.StartWorkflowAsync("w");
        var query = harness.QueryAsync("w", change: request => request.Query.QueryType = "q");
        broken = "w";
        await harness.SignalAsync("w", "s").RefusedAsync(RpcException.StatusCode.Internal);
        await query.RefusedAsync(RpcException.StatusCode.FailedPrecondition);
        broken = null;
        harness.Mistakes.Take();
    }

    [Fact]
    public async Task A_timer_whose_execution_throws_holds_up_no_other_timer()
    {
        var time = new ManualTime();
        await using var harness = await StartAsync(new NodeOptions { TimeProvider = time });
        foreach (var workflowId in new[] { "w", "other" })
        {
            await harness.StartWorkflowAsync(workflowId);
            await harness.CompleteAsync(
                await harness.PollWorkflowAsync(), Harness.Timer("t", TimeSpan.FromSeconds(5)));
        }

        broken = "w";
        time.Advance(TimeSpan.FromSeconds(5));
        var task = await harness.PollWorkflowAsync();
        Assert.Equal("other", task.WorkflowExecution.WorkflowId);
        await harness.CompleteAsync(task, Harness.Finish("1"));
        await harness.SignalAsync("w", "s").RefusedAsync(RpcException.StatusCode.FailedPrecondition);
        broken = null;
        Assert.Contains("WakeUp (Time) failed", Assert.Single(harness.Mistakes.Take()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Damaged_data_is_data_loss_that_names_its_execution_and_stops_no_other()
    {
        await using (var harness = await StartAsync())
        {
            await harness.StartWorkflowAsync("w");
            await harness.StartWorkflowAsync("other");
        }

        var faulty = new FaultyStore(store)
        {
            OnJournal = (key, journal) => key.WorkflowId.Value == "w" ? [new byte[] { 1, 2, 3 }] : journal,
        };
        await using var damaged = await Harness.StartAsync(faulty);
        var refused = await damaged.SignalAsync("w", "s").RefusedAsync(RpcException.StatusCode.DataLoss);
        Assert.Contains("The stored data of workflow execution w/", refused.Message, StringComparison.Ordinal);
        await damaged.HistoryAsync("w").RefusedAsync(RpcException.StatusCode.DataLoss);
        await damaged.StartWorkflowAsync("w").RefusedAsync(RpcException.StatusCode.DataLoss);
        Assert.Equal(WorkflowExecutionStatus.Running, (await damaged.DescribeAsync("w")).WorkflowExecutionInfo.Status);
        Assert.Equal(2, (await ListAsync(damaged)).Executions.Count);
        Assert.Equal("other", (await damaged.PollWorkflowAsync()).WorkflowExecution.WorkflowId);
        Assert.Contains("default/w/", Assert.Single(damaged.Mistakes.Take()), StringComparison.Ordinal);

        await DeleteAsync(damaged, "w");
        await damaged.DescribeAsync("w").RefusedAsync(RpcException.StatusCode.NotFound);
        faulty.OnJournal = null;
        await damaged.StartWorkflowAsync("w");
    }

    public ValueTask DisposeAsync() => store.DisposeAsync();

    private NodeOptions Options(NodeOptions? options = null) =>
        (options ?? new NodeOptions()) with { BeforeRecord = BreakIfBroken };

    private Task<Harness> StartAsync(NodeOptions? options = null) => Harness.StartAsync(store, Options(options));

    private void BreakIfBroken(ExecutionKey key)
    {
        if (key.WorkflowId.Value == broken)
        {
            throw new InvalidOperationException("A mistake of the engine.");
        }
    }

    private static Task<DeleteWorkflowExecutionResponse> DeleteAsync(Harness harness, string workflowId) =>
        harness.Service.DeleteWorkflowExecutionAsync(new DeleteWorkflowExecutionRequest
        {
            Namespace = "default",
            WorkflowExecution = new() { WorkflowId = workflowId },
        }).InTimeAsync();

    private static Task<ListWorkflowExecutionsResponse> ListAsync(Harness harness) =>
        harness.Service.ListWorkflowExecutionsAsync(new ListWorkflowExecutionsRequest { Namespace = "default" })
            .InTimeAsync();
}
