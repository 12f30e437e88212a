using System.Reflection;
using Cairn.Api.Common.V1;
using Cairn.Api.Enums.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Exceptions;
using Cairn.Protocol;
using Cairn.Runtime;
using Cairn.Runtime.Batches;
using Cairn.Storage;

namespace Cairn.Tests.Runtime;

/// <summary>Batch operations that cannot do what they are to do.</summary>
public sealed class BatchTroubleTests
{
    [Fact]
    public async Task What_is_in_the_way_of_a_batch_is_met_more_and_more_seldom_and_logged_once()
    {
        var time = new ManualTime();
        var store = new FaultyStore(new MemoryStore());
        await using var harness = await Harness.StartAsync(
            store, new NodeOptions { TimeProvider = time, Chance = () => 0 });
        await harness.StartWorkflowAsync("w");
        store.OnList = _ => throw new InvalidOperationException("The store has a bug.");
        await harness.Service.StartBatchOperationAsync(new StartBatchOperationRequest
        {
            Namespace = "default",
            JobId = "job",
            Reason = "why",
            VisibilityQuery = "WorkflowId = 'w'",
            TerminationOperation = new(),
        }).InTimeAsync();
        foreach (var wait in new[] { 100, 200, 400, 800 })
        {
            await time.TimerAsync(time.GetUtcNow().AddMilliseconds(wait));
            time.Advance(TimeSpan.FromMilliseconds(wait));
        }

        await time.TimerAsync(time.GetUtcNow().AddMilliseconds(1_600));
        var error = Assert.Single(harness.Log.Errors);
        Assert.StartsWith("Batch operation job of namespace default", error, StringComparison.Ordinal);
        Assert.Contains("The store has a bug.", error, StringComparison.Ordinal);

        store.OnList = null;
        time.Advance(TimeSpan.FromMilliseconds(1_600));
        var deadline = DateTimeOffset.UtcNow + Harness.WaitLimit;
        while ((await harness.DescribeAsync("w")).WorkflowExecutionInfo.Status == WorkflowExecutionStatus.Running)
        {
            Assert.True(DateTimeOffset.UtcNow < deadline, "The workflow still runs.");
            await Task.Delay(1, TestContext.Current.CancellationToken);
        }
    }

    [Theory]
    [InlineData(RpcException.StatusCode.Internal)]
    [InlineData(RpcException.StatusCode.DataLoss)]
    [InlineData(null)]
    public async Task A_workflow_that_a_batch_cannot_deal_with_counts_as_failed_and_is_logged(
        RpcException.StatusCode? code)
    {
        var log = new MistakeLog();
        var actions = new BatchActions(Failing(code), log);
        Assert.False(await actions.TryAsync(Job, new WorkflowExecution { WorkflowId = "w", RunId = "r" }));
        Assert.StartsWith(
            "Batch operation job failed on workflow w, run r, of namespace default",
            Assert.Single(log.Errors),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_workflow_that_a_batch_cannot_deal_with_now_is_left_for_later()
    {
        var log = new MistakeLog();
        var actions = new BatchActions(Failing(RpcException.StatusCode.Unavailable), log);
        await actions.TryAsync(Job, new WorkflowExecution { WorkflowId = "w" }).UnavailableAsync();
        Assert.Empty(log.Errors);
    }

    private static StartBatchOperationRequest Job =>
        new() { Namespace = "default", JobId = "job", TerminationOperation = new() };

    private static IWorkflowService Failing(RpcException.StatusCode? code)
    {
        var service = DispatchProxy.Create<IWorkflowService, Failure>();
        ((Failure)service).Reason = code is { } known
            ? new RpcException(known, "no")
            : new InvalidOperationException("A bug.");
        return service;
    }

    /// <summary>A service of which every call fails.</summary>
    public class Failure : DispatchProxy
    {
        public Exception Reason { get; set; } = null!;

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => throw Reason;
    }
}
