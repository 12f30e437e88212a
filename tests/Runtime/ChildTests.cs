using Cairn.Api.Command.V1;
using Cairn.Api.Enums.V1;
using Cairn.Api.WorkflowService.V1;

namespace Cairn.Tests.Runtime;

/// <summary>What a parent sends to its child reaches the run that the child now is.</summary>
public sealed class ChildTests
{
    private readonly ManualTime time = new();

    [Theory]
    [InlineData("continues as new")]
    [InlineData("is retried")]
    [InlineData("runs again by its cron schedule")]
    [InlineData("is reset")]
    public async Task A_request_to_cancel_reaches_the_run_that_a_child_has_become(string how)
    {
        await using var harness = await StartAsync();
        var (parent, first) = await StartFamilyAsync(harness, how);
        await GoOnAsync(harness, first, how);
        await harness.CompleteAsync(parent, CancelChild(RunOf(first)));
        var (again, child) = await PollFamilyAsync(harness);
        Assert.NotEqual(RunOf(first), RunOf(child));
        Assert.Single(
            again.History.Events, e => e.EventType == EventType.ExternalWorkflowExecutionCancelRequested);
        Assert.Equal(
            RunOf(parent),
            Assert.Single(
                child.History.Events,
                e => e.EventType == EventType.WorkflowExecutionCancelRequested)
            .WorkflowExecutionCancelRequestedEventAttributes.ExternalWorkflowExecution.RunId);
        await harness.CompleteAsync(again);
        await harness.CompleteAsync(child, new Command
        {
            CommandType = CommandType.CancelWorkflowExecution,
            CancelWorkflowExecutionCommandAttributes = new(),
        });
        Assert.Equal(
            RunOf(child),
            Assert.Single(
                (await harness.PollWorkflowAsync()).History.Events,
                e => e.EventType == EventType.ChildWorkflowExecutionCanceled)
            .ChildWorkflowExecutionCanceledEventAttributes.WorkflowExecution.RunId);
    }

    [Fact]
    public async Task A_signal_reaches_the_run_that_a_child_has_become()
    {
        await using var harness = await StartAsync();
        var (parent, first) = await StartFamilyAsync(harness, "continues as new");
        await GoOnAsync(harness, first, "continues as new");
        await harness.CompleteAsync(parent, SignalChild(RunOf(first)));
        var again = await harness.PollWorkflowAsync();
        Assert.Single(again.History.Events, e => e.EventType == EventType.ExternalWorkflowExecutionSignaled);
        Assert.Contains(EventType.WorkflowExecutionSignaled, await harness.EventTypesAsync("child"));
    }

    [Fact]
    public async Task A_parent_that_was_reset_reaches_the_run_that_its_child_has_become()
    {
        await using var harness = await StartAsync();
        var (parent, first) = await StartFamilyAsync(harness, "continues as new");
        await GoOnAsync(harness, first, "continues as new");
        await harness.CompleteAsync(parent);
        await ResetAsync(harness, "parent", parent.StartedEventId + 1);
        await harness.CompleteAsync(await harness.PollWorkflowAsync(), CancelChild(RunOf(first)));
        var (again, child) = await PollFamilyAsync(harness);
        Assert.NotEqual(RunOf(parent), RunOf(again));
        Assert.Single(child.History.Events, e => e.EventType == EventType.WorkflowExecutionCancelRequested);
    }

    [Fact]
    public async Task A_child_is_reached_when_the_run_that_its_parent_knows_is_deleted()
    {
        await using var harness = await StartAsync();
        var (parent, first) = await StartFamilyAsync(harness, "continues as new");
        await GoOnAsync(harness, first, "continues as new");
        await harness.Service.DeleteWorkflowExecutionAsync(new DeleteWorkflowExecutionRequest
        {
            Namespace = "default",
            WorkflowExecution = first.WorkflowExecution,
        }).WaitAsync(Harness.WaitLimit, TestContext.Current.CancellationToken);
        await harness.CompleteAsync(parent, CancelChild(RunOf(first)));
        var (_, child) = await PollFamilyAsync(harness);
        Assert.Single(child.History.Events, e => e.EventType == EventType.WorkflowExecutionCancelRequested);
    }

    [Fact]
    public async Task A_message_for_one_run_of_another_workflow_goes_to_no_other_run()
    {
        await using var harness = await StartAsync();
        var (parent, first) = await StartFamilyAsync(harness, "continues as new");
        await GoOnAsync(harness, first, "continues as new");
        var cancel = CancelChild(RunOf(first));
        cancel.RequestCancelExternalWorkflowExecutionCommandAttributes.ChildWorkflowOnly = false;
        var signal = SignalChild(RunOf(first));
        signal.SignalExternalWorkflowExecutionCommandAttributes.ChildWorkflowOnly = false;
        await harness.CompleteAsync(parent, cancel);
        var again = await harness.PollWorkflowAsync();
        Assert.Single(
            again.History.Events, e => e.EventType == EventType.ExternalWorkflowExecutionCancelRequested);
        await harness.CompleteAsync(again, signal);
        Assert.Single(
            (await harness.PollWorkflowAsync()).History.Events,
            e => e.EventType == EventType.SignalExternalWorkflowExecutionFailed);
        Assert.Equal([EventType.WorkflowExecutionStarted], await harness.EventTypesAsync("child"));
    }

    [Fact]
    public async Task A_child_closes_with_its_parent_when_it_has_become_another_run()
    {
        await using var harness = await StartAsync();
        var (_, first) = await StartFamilyAsync(harness, "continues as new");
        await GoOnAsync(harness, first, "continues as new");
        var running = (await harness.DescribeAsync("child")).WorkflowExecutionInfo.Execution;
        var end = harness.Service.GetWorkflowExecutionHistoryAsync(new GetWorkflowExecutionHistoryRequest
        {
            Namespace = "default",
            Execution = running,
            WaitNewEvent = true,
            HistoryEventFilterType = HistoryEventFilterType.CloseEvent,
        });
        await harness.TerminateAsync("parent");
        Assert.Equal(
            "by parent close policy",
            (await end.WaitAsync(Harness.WaitLimit, TestContext.Current.CancellationToken))
            .History.Events.Single().WorkflowExecutionTerminatedEventAttributes.Reason);
    }

    private Task<Harness> StartAsync() => Harness.StartAsync(options: new() { TimeProvider = time });

    /// <summary>A parent whose task shows that its child was started, and the first task of the child.</summary>
    private async Task<(PollWorkflowTaskQueueResponse Parent, PollWorkflowTaskQueueResponse Child)> StartFamilyAsync(
        Harness harness, string how)
    {
        await harness.StartWorkflowAsync("parent");
        await harness.CompleteAsync(await harness.PollWorkflowAsync(), StartChild(how));
        if (how != "runs again by its cron schedule")
        {
            return await PollFamilyAsync(harness);
        }

        var parent = await harness.PollWorkflowAsync();
        await time.TimerAsync(ManualTime.Start + TimeSpan.FromSeconds(5));
        time.Advance(TimeSpan.FromSeconds(5));
        return (parent, await harness.PollWorkflowAsync());
    }

    private static async Task<(PollWorkflowTaskQueueResponse Parent, PollWorkflowTaskQueueResponse Child)>
        PollFamilyAsync(Harness harness)
    {
        var tasks = new[] { await harness.PollWorkflowAsync(), await harness.PollWorkflowAsync() };
        return (
            tasks.Single(task => task.WorkflowExecution.WorkflowId == "parent"),
            tasks.Single(task => task.WorkflowExecution.WorkflowId == "child"));
    }

    /// <summary>Lets the child become another run, which waits for nothing that a worker has.</summary>
    private static async Task GoOnAsync(Harness harness, PollWorkflowTaskQueueResponse child, string how)
    {
        if (how == "is reset")
        {
            await harness.CompleteAsync(child);
            await ResetAsync(harness, "child", 4);
            await harness.CompleteAsync(await harness.PollWorkflowAsync());
            return;
        }

        await harness.CompleteAsync(child, how switch
        {
            "continues as new" => new Command
            {
                CommandType = CommandType.ContinueAsNewWorkflowExecution,
                ContinueAsNewWorkflowExecutionCommandAttributes = new() { WorkflowType = new() { Name = "C" } },
            },
            "is retried" => new Command
            {
                CommandType = CommandType.FailWorkflowExecution,
                FailWorkflowExecutionCommandAttributes = new() { Failure = new() { Message = "no" } },
            },
            _ => Harness.Finish("1"),
        });
    }

    private static Task<ResetWorkflowExecutionResponse> ResetAsync(
        Harness harness, string workflowId, long eventId) =>
        harness.Service.ResetWorkflowExecutionAsync(new ResetWorkflowExecutionRequest
        {
            Namespace = "default",
            WorkflowExecution = new() { WorkflowId = workflowId },
            RequestId = "reset",
            WorkflowTaskFinishEventId = eventId,
        }).WaitAsync(Harness.WaitLimit, TestContext.Current.CancellationToken);

    private static string RunOf(PollWorkflowTaskQueueResponse task) => task.WorkflowExecution.RunId;

    private static Command StartChild(string how) => new()
    {
        CommandType = CommandType.StartChildWorkflowExecution,
        StartChildWorkflowExecutionCommandAttributes = new()
        {
            WorkflowId = "child",
            WorkflowType = new() { Name = "C" },
            TaskQueue = new() { Name = Harness.Queue },
            RetryPolicy = how == "is retried" ? new() : null,
            CronSchedule = how == "runs again by its cron schedule" ? "@every 5s" : "",
        },
    };

    private static Command CancelChild(string runId) => new()
    {
        CommandType = CommandType.RequestCancelExternalWorkflowExecution,
        RequestCancelExternalWorkflowExecutionCommandAttributes = new()
        {
            WorkflowId = "child",
            RunId = runId,
            ChildWorkflowOnly = true,
        },
    };

    private static Command SignalChild(string runId) => new()
    {
        CommandType = CommandType.SignalExternalWorkflowExecution,
        SignalExternalWorkflowExecutionCommandAttributes = new()
        {
            Execution = new() { WorkflowId = "child", RunId = runId },
            SignalName = "s",
            ChildWorkflowOnly = true,
        },
    };
}
