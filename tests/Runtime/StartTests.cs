using Cairn.Api.Enums.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Exceptions;
using Cairn.Runtime;
using Cairn.Storage;

namespace Cairn.Tests.Runtime;

public sealed class StartTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task Of_many_starts_of_one_id_at_once_one_begins_a_run(int partitions)
    {
        await using var harness = await Harness.StartAsync(options: new NodeOptions { Partitions = partitions });
        for (var round = 0; round < 20; round++)
        {
            var id = $"w{round}";
            var starts = Enumerable.Range(0, 8).Select(_ => harness.StartWorkflowAsync(id)).ToList();
            await ((Task)Task.WhenAll(starts)).ConfigureAwait(
                ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            var run = (await Assert.Single(starts, start => start.IsCompletedSuccessfully)).RunId;
            foreach (var other in starts.Where(start => start.IsFaulted))
            {
                var refusal = await other.RefusedAsync(RpcException.StatusCode.AlreadyExists);
                Assert.Equal(
                    $"Workflow execution is already running. WorkflowId: {id}, RunId: {run}.", refusal.Message);
            }
        }
    }

    [Fact]
    public async Task One_start_sent_many_times_begins_one_run_and_every_answer_says_so()
    {
        await using var harness = await Harness.StartAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8)
            .Select(_ => harness.StartWorkflowAsync("w", request => request.RequestId = "r")));
        Assert.Single(answers.Select(answer => answer.RunId).Distinct());
        Assert.All(answers, answer => Assert.True(answer.Started));
    }

    [Fact]
    public async Task A_start_that_uses_the_existing_run_gets_its_id()
    {
        await using var harness = await Harness.StartAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => harness.StartWorkflowAsync(
            "w", request => request.WorkflowIdConflictPolicy = WorkflowIdConflictPolicy.UseExisting)));
        Assert.Single(answers.Select(answer => answer.RunId).Distinct());
        Assert.Single(answers, answer => answer.Started);
    }

    [Theory]
    [InlineData(10_000)]
    [InlineData(0)]
    public async Task A_start_that_terminates_the_existing_run_takes_its_place(int cache)
    {
        var store = new MemoryStore();
        await using var harness = await Harness.StartAsync(
            store, new NodeOptions { CachedExecutions = cache });
        var runs = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            runs.Add((await harness.StartWorkflowAsync("w", request =>
                request.WorkflowIdConflictPolicy = WorkflowIdConflictPolicy.TerminateExisting)).RunId);
        }

        Assert.Equal(5, runs.Distinct().Count());
        Assert.Equal(runs[^1], (await harness.DescribeAsync("w")).WorkflowExecutionInfo.Execution.RunId);
        Assert.Equal(2, (await harness.HistoryAsync("w")).Count);
        foreach (var run in runs.SkipLast(1))
        {
            Assert.Equal(EventType.WorkflowExecutionTerminated, (await harness.EventTypesAsync("w", run))[^1]);
        }

        Assert.Equal(runs[^1], (await harness.PollWorkflowAsync()).WorkflowExecution.RunId);
        Assert.True((await harness.PeekWorkflowAsync()).TaskToken.IsEmpty);
    }

    [Fact]
    public async Task Terminating_starts_at_once_leave_one_open_run()
    {
        using var folder = new DataFolder();
        await using var store = await folder.OpenAsync();
        await using var harness = await Harness.StartAsync(store);
        var runs = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => harness.StartWorkflowAsync(
            "w", request => request.WorkflowIdConflictPolicy = WorkflowIdConflictPolicy.TerminateExisting)));
        var current = (await harness.DescribeAsync("w")).WorkflowExecutionInfo.Execution.RunId;
        foreach (var run in runs)
        {
            Assert.Equal(
                run.RunId == current ? WorkflowExecutionStatus.Running : WorkflowExecutionStatus.Terminated,
                (await harness.DescribeAsync("w", run.RunId)).WorkflowExecutionInfo.Status);
        }
    }

    [Fact]
    public async Task Signals_with_start_begin_one_run_which_has_every_signal_once()
    {
        await using var harness = await Harness.StartAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(number =>
            SignalWithStartAsync(harness, $"{number % 10}")));
        Assert.Single(answers.Select(answer => answer.RunId).Distinct());
        var signals = (await harness.HistoryAsync("w"))
            .Where(e => e.EventType == EventType.WorkflowExecutionSignaled)
            .Select(e => e.WorkflowExecutionSignaledEventAttributes.SignalName);
        Assert.Equal(Enumerable.Range(0, 10).Select(number => $"{number}"), signals.Order());
    }

    private static Task<SignalWithStartWorkflowExecutionResponse> SignalWithStartAsync(Harness harness, string name) =>
        harness.Service.SignalWithStartWorkflowExecutionAsync(new SignalWithStartWorkflowExecutionRequest
        {
            Namespace = "default",
            WorkflowId = "w",
            WorkflowType = new() { Name = "T" },
            TaskQueue = new() { Name = Harness.Queue },
            SignalName = name,
            RequestId = name,
        });
}
