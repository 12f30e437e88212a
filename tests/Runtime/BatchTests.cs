using Cairn.Api.Common.V1;
using Cairn.Api.Enums.V1;
using Cairn.Api.Workflow.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Exceptions;
using Cairn.Runtime;
using Cairn.Storage;

namespace Cairn.Tests.Runtime;

public sealed class BatchTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_open_workflow_that_passes_the_filter_is_terminated()
    {
        await using var harness = await Harness.StartAsync();
        await harness.StartWorkflowAsync("a");
        await harness.StartWorkflowAsync("b");
        await harness.StartWorkflowAsync("other", start => start.WorkflowType.Name = "Other");
        await harness.StartWorkflowAsync("closed");
        await harness.TerminateAsync("closed");
        await StartAsync(harness, job =>
        {
            job.VisibilityQuery = "WorkflowType = 'T'";
            job.TerminationOperation = new() { Identity = "me" };
        });
        var seen = await UntilEndedAsync(harness);
        Assert.Equal(BatchOperationState.Completed, seen.State);
        Assert.Equal((2, 2, 0), Counts(seen));
        Assert.Equal(BatchOperationType.Terminate, seen.OperationType);
        Assert.Equal(("why", "me", "WorkflowType = 'T'"), (seen.Reason, seen.Identity, seen.Query));
        foreach (var id in (string[])["a", "b"])
        {
            var end = (await harness.HistoryAsync(id))[^1];
            Assert.Equal("why", end.WorkflowExecutionTerminatedEventAttributes.Reason);
        }

        Assert.Equal(
            WorkflowExecutionStatus.Running, (await harness.DescribeAsync("other")).WorkflowExecutionInfo.Status);
    }

    [Fact]
    public async Task Workflows_that_are_named_are_signalled()
    {
        await using var harness = await Harness.StartAsync();
        var run = (await harness.StartWorkflowAsync("a")).RunId;
        await harness.StartWorkflowAsync("b");
        await StartAsync(harness, job =>
        {
            job.Executions.Add(new WorkflowExecution { WorkflowId = "a", RunId = run });
            job.Executions.Add(new WorkflowExecution { WorkflowId = "gone" });
            job.TargetExecutions.Add(new Execution { Type = ExecutionType.Workflow, BusinessId = "b" });
            job.SignalOperation = new() { Signal = "s", Input = Harness.Payload("1") };
        });
        var seen = await UntilEndedAsync(harness);
        Assert.Equal((3, 3, 0), Counts(seen));
        Assert.Equal(3, seen.Executions.Count);
        foreach (var id in (string[])["a", "b"])
        {
            var signal = (await harness.HistoryAsync(id)).Single(
                e => e.EventType == EventType.WorkflowExecutionSignaled);
            Assert.Equal("job", Assert.Single(signal.Links).BatchJob.JobId);
        }
    }

    [Fact]
    public async Task Workflows_are_asked_to_cancel_themselves()
    {
        await using var harness = await Harness.StartAsync();
        await harness.StartWorkflowAsync("a");
        await StartAsync(harness, job =>
        {
            job.VisibilityQuery = "WorkflowId = 'a'";
            job.CancellationOperation = new();
        });
        await UntilEndedAsync(harness);
        Assert.Contains(EventType.WorkflowExecutionCancelRequested, await harness.EventTypesAsync("a"));
    }

    [Fact]
    public async Task Workflows_are_deleted_open_or_closed()
    {
        await using var harness = await Harness.StartAsync();
        await harness.StartWorkflowAsync("a");
        await harness.StartWorkflowAsync("b");
        await harness.TerminateAsync("b");
        await StartAsync(harness, job =>
        {
            job.VisibilityQuery = "WorkflowType = 'T'";
            job.DeletionOperation = new();
        });
        Assert.Equal((2, 2, 0), Counts(await UntilEndedAsync(harness)));
        await harness.DescribeAsync("a").RefusedAsync(RpcException.StatusCode.NotFound);
        await harness.DescribeAsync("b").RefusedAsync(RpcException.StatusCode.NotFound);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Workflows_go_back_to_their_first_or_last_task(bool isFirst)
    {
        await using var harness = await Harness.StartAsync();
        var run = (await harness.StartWorkflowAsync("a")).RunId;
        await harness.CompleteAsync(await harness.PollWorkflowAsync());
        await harness.SignalAsync("a", "s");
        await harness.CompleteAsync(await harness.PollWorkflowAsync(), Harness.Finish("1"));
        await StartAsync(harness, job =>
        {
            job.Executions.Add(new WorkflowExecution { WorkflowId = "a", RunId = run });
            job.ResetOperation = new()
            {
                Options = new() { ResetReapplyExcludeTypes = { ResetReapplyExcludeType.Signal } },
                PostResetOperations = { new PostResetOperation { SignalWorkflow = new() { SignalName = "post" } } },
            };
            if (isFirst)
            {
                job.ResetOperation.Options.FirstWorkflowTask = new();
            }
            else
            {
                job.ResetOperation.Options.LastWorkflowTask = new();
            }
        });
        Assert.Equal((1, 1, 0), Counts(await UntilEndedAsync(harness)));
        var events = await harness.HistoryAsync("a");
        Assert.NotEqual(run, events.Single(
            e => e.EventType == EventType.WorkflowTaskFailed).WorkflowTaskFailedEventAttributes.NewRunId);
        Assert.Equal("post", events[^2].WorkflowExecutionSignaledEventAttributes.SignalName);
        Assert.Equal(isFirst ? 4 : 8, events.Single(e => e.EventType == EventType.WorkflowTaskFailed).EventId);
    }

    [Fact]
    public async Task A_workflow_that_cannot_be_reset_is_counted_as_a_failure()
    {
        await using var harness = await Harness.StartAsync();
        await harness.StartWorkflowAsync("a");
        await StartAsync(harness, job =>
        {
            job.Executions.Add(new WorkflowExecution { WorkflowId = "a" });
            job.ResetOperation = new() { Options = new() { WorkflowTaskId = 99 } };
        });
        Assert.Equal((1, 0, 1), Counts(await UntilEndedAsync(harness)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_batch_goes_at_its_rate_and_on_after_a_restart(bool byQuery)
    {
        var store = new MemoryStore();
        var time = new ManualTime();
        var first = await Harness.StartAsync(store, new NodeOptions { TimeProvider = time });
        for (var i = 0; i < 5; i++)
        {
            await first.StartWorkflowAsync($"w{i}");
        }

        await StartAsync(first, job =>
        {
            job.VisibilityQuery = byQuery ? "WorkflowType = 'T'" : "";
            job.Executions.Add(byQuery ? [] : Enumerable.Range(0, 5)
                .Select(i => new WorkflowExecution { WorkflowId = $"w{i}" }));
            job.MaxOperationsPerSecond = 2;
            job.SignalOperation = new() { Signal = "s" };
        });
        await UntilAsync(first, job => job.CompleteOperationCount == 2);
        await time.TimerAsync(time.GetUtcNow().AddSeconds(1));
        Assert.Equal(2, (await DescribeAsync(first)).CompleteOperationCount);
        await first.DisposeAsync();

        await using var second = await Harness.StartAsync(store, new NodeOptions { TimeProvider = time });
        await UntilAsync(second, job => job.CompleteOperationCount == 4);
        await time.TimerAsync(time.GetUtcNow().AddSeconds(1));
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal((5, 5, 0), Counts(await UntilEndedAsync(second)));
        for (var i = 0; i < 5; i++)
        {
            Assert.Single(await second.EventTypesAsync($"w{i}"), type => type == EventType.WorkflowExecutionSignaled);
        }
    }

    [Fact]
    public async Task A_batch_that_is_stopped_does_nothing_more()
    {
        var time = new ManualTime();
        await using var harness = await Harness.StartAsync(options: new NodeOptions { TimeProvider = time });
        await harness.StartWorkflowAsync("a");
        await harness.StartWorkflowAsync("b");
        await StartAsync(harness, job =>
        {
            job.Executions.Add(new WorkflowExecution { WorkflowId = "a" });
            job.Executions.Add(new WorkflowExecution { WorkflowId = "b" });
            job.MaxOperationsPerSecond = 1;
            job.TerminationOperation = new();
        });
        await UntilAsync(harness, job => job.CompleteOperationCount == 1);
        await StopAsync(harness);
        Assert.Equal(BatchOperationState.Failed, (await UntilEndedAsync(harness)).State);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(WorkflowExecutionStatus.Running, (await harness.DescribeAsync("b")).WorkflowExecutionInfo.Status);
        await StopAsync(harness).RefusedAsync(RpcException.StatusCode.NotFound);
    }

    [Fact]
    public async Task Batches_are_listed_and_forgotten_with_the_workflows_of_their_time()
    {
        var time = new ManualTime();
        await using var harness = await Harness.StartAsync(options: new NodeOptions { TimeProvider = time });
        foreach (var id in (string[])["1", "2", "3"])
        {
            await StartAsync(harness, job =>
            {
                job.JobId = id;
                job.VisibilityQuery = "WorkflowId = 'none'";
                job.DeletionOperation = new();
            });
            await UntilEndedAsync(harness, id);
            time.Advance(TimeSpan.FromSeconds(1));
        }

        var request = new ListBatchOperationsRequest { Namespace = "default", PageSize = 2 };
        var page = await harness.Service.ListBatchOperationsAsync(request).InTimeAsync();
        Assert.Equal(["3", "2"], page.OperationInfo.Select(job => job.JobId));
        request.NextPageToken = page.NextPageToken;
        page = await harness.Service.ListBatchOperationsAsync(request).InTimeAsync();
        Assert.Equal(["1"], page.OperationInfo.Select(job => job.JobId));
        Assert.Empty(page.NextPageToken);

        time.Advance(Namespaces.DefaultRetention + TimeSpan.FromMinutes(2));
        var deadline = DateTimeOffset.UtcNow + Harness.WaitLimit;
        request = new ListBatchOperationsRequest { Namespace = "default" };
        while ((await harness.Service.ListBatchOperationsAsync(request).InTimeAsync()).OperationInfo.Count > 0)
        {
            Assert.True(DateTimeOffset.UtcNow < deadline, "The batches are still there.");
            time.Advance(TimeSpan.FromMinutes(1));
            await Task.Delay(1, Cancellation);
        }
    }

    [Fact]
    public async Task The_same_request_is_the_same_batch_and_another_one_of_its_id_is_refused()
    {
        await using var harness = await Harness.StartAsync();
        var request = Request(job =>
        {
            job.VisibilityQuery = "WorkflowId = 'a'";
            job.DeletionOperation = new();
        });
        await harness.Service.StartBatchOperationAsync(request).InTimeAsync();
        await harness.Service.StartBatchOperationAsync(request.Clone()).InTimeAsync();
        await StartAsync(harness, job =>
        {
            job.VisibilityQuery = "WorkflowId = 'b'";
            job.DeletionOperation = new();
        }).RefusedAsync(RpcException.StatusCode.AlreadyExists);
    }

    [Theory]
    [InlineData("job", "", "WorkflowId = 'a'", true)]
    [InlineData("job", "why", "", true)]
    [InlineData("", "why", "WorkflowId = 'a'", false)]
    public async Task A_batch_that_is_not_whole_is_refused(string id, string reason, string query, bool hasOperation)
    {
        await using var harness = await Harness.StartAsync();
        var refused = await Assert.ThrowsAsync<RpcException>(() => StartAsync(harness, job =>
        {
            (job.JobId, job.Reason, job.VisibilityQuery) = (id, reason, query);
            job.DeletionOperation = hasOperation ? new() : null;
        }));
        Assert.Equal(RpcException.StatusCode.InvalidArgument, refused.Code);
        Assert.Equal(
            "must provide required parameters: BatchType,Reason,Namespace, "
            + "AND one of (Query OR Executions OR TargetExecutions)",
            refused.Message);
    }

    [Fact]
    public async Task A_batch_with_a_filter_that_is_none_is_refused()
    {
        await using var harness = await Harness.StartAsync();
        await StartAsync(harness, job =>
        {
            job.VisibilityQuery = "Nothing = 'a'";
            job.DeletionOperation = new();
        }).RefusedAsync(RpcException.StatusCode.InvalidArgument);
    }

    private static StartBatchOperationRequest Request(Action<StartBatchOperationRequest> change)
    {
        var request = new StartBatchOperationRequest { Namespace = "default", JobId = "job", Reason = "why" };
        change(request);
        return request;
    }

    private static Task<StartBatchOperationResponse> StartAsync(
        Harness harness, Action<StartBatchOperationRequest> change) =>
        harness.Service.StartBatchOperationAsync(Request(change)).InTimeAsync();

    private static Task<StopBatchOperationResponse> StopAsync(Harness harness) =>
        harness.Service.StopBatchOperationAsync(new StopBatchOperationRequest
        {
            Namespace = "default",
            JobId = "job",
            Reason = "enough",
        }).InTimeAsync();

    private static Task<DescribeBatchOperationResponse> DescribeAsync(Harness harness, string id = "job") =>
        harness.Service.DescribeBatchOperationAsync(
            new DescribeBatchOperationRequest { Namespace = "default", JobId = id }).InTimeAsync();

    private static Task<DescribeBatchOperationResponse> UntilEndedAsync(Harness harness, string id = "job") =>
        UntilAsync(harness, job => job.CloseTime is not null, id);

    private static async Task<DescribeBatchOperationResponse> UntilAsync(
        Harness harness, Func<DescribeBatchOperationResponse, bool> isSeen, string id = "job")
    {
        var deadline = DateTimeOffset.UtcNow + Harness.WaitLimit;
        while (true)
        {
            var seen = await DescribeAsync(harness, id);
            if (isSeen(seen))
            {
                return seen;
            }

            Assert.True(DateTimeOffset.UtcNow < deadline, $"It stays as it is: {seen}");
            await Task.Delay(1, Cancellation);
        }
    }

    private static (long Total, long Done, long Failed) Counts(DescribeBatchOperationResponse job) =>
        (job.TotalOperationCount, job.CompleteOperationCount, job.FailureOperationCount);
}
