using Cairn.Activities;
using Cairn.Api.Enums.V1;
using Cairn.Client;
using Cairn.Exceptions;
using Cairn.Workflows;
using Microsoft.Extensions.Logging;

namespace Cairn.Tests.Embedded.Faults;

/// <summary>What a log does is no affair of workflows and activities.</summary>
public sealed partial class LogTests : EngineTest
{
    [Fact]
    public async Task A_log_that_throws_changes_nothing()
    {
        using var log = new BrokenLog();
        await using var worker = StartWorker(
            NewClient(new() { LoggerFactory = log }), options => options.AddWorkflow<Logs>().AddActivity(Logging.Log));
        Assert.Equal("fine", await SoonAsync(Client.ExecuteWorkflowAsync((Logs w) => w.RunAsync("fine"), Id())));
    }

    [Fact]
    public async Task A_log_that_throws_does_not_hide_what_failed()
    {
        using var log = new BrokenLog();
        await using var worker = StartWorker(
            NewClient(new() { LoggerFactory = log }),
            options => options.AddWorkflow<Logs>().AddAllActivities(typeof(Logging), null));
        var run = Client.ExecuteWorkflowAsync((Logs w) => w.RunAsync("fail"), Id("w1"));
        Assert.Equal("out of order", (await ReasonAsync(run)).Message);
        await Client.StartWorkflowAsync((Logs w) => w.RunAsync("throw"), Id("w2"));
        Assert.Contains("a bug", await SoonAsync(TaskFailureAsync("w2")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_log_that_awaits_and_starts_threads_and_timers_changes_nothing()
    {
        using var log = new BusyLog();
        await using var worker = StartWorker(
            NewClient(new() { LoggerFactory = log }), options => options.AddWorkflow<Logs>().AddActivity(Logging.Log));
        var handle = await Client.StartWorkflowAsync((Logs w) => w.RunAsync("fine"), Id());
        Assert.Equal("fine", await SoonAsync(handle.GetResultAsync()));
        var history = await handle.FetchHistoryAsync();
        Assert.DoesNotContain(history.Events, e => e.EventType == EventType.WorkflowTaskFailed);
        while (!log.Lines.Contains("from the workflow"))
        {
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task A_log_that_awaits_changes_nothing_when_signals_are_dropped_or_left_over()
    {
        using var log = new BusyLog();
        await using var worker = StartWorker(
            NewClient(new() { LoggerFactory = log }), options => options.AddWorkflow<TakesNumber>());
        var handle = await Client.StartWorkflowAsync((TakesNumber w) => w.RunAsync(), Id());
        await handle.SignalAsync("Take", ["no number"]);
        await handle.SignalAsync("Unknown", []);
        await handle.SignalAsync(w => w.TakeAsync(7));
        Assert.Equal(7, await SoonAsync(handle.GetResultAsync()));
        var history = await handle.FetchHistoryAsync();
        Assert.DoesNotContain(history.Events, e => e.EventType == EventType.WorkflowTaskFailed);
    }

    [LoggerMessage(LogLevel.Information, "from the {Place}")]
    private static partial void Note(ILogger logger, string place);

    public static class Logging
    {
        [Activity]
        public static void Log()
        {
            using (ActivityExecutionContext.Current.Logger.BeginScope("scope"))
            {
                Note(ActivityExecutionContext.Current.Logger, "activity");
            }
        }

        [Activity]
        public static void Fail() => throw new ApplicationFailureException("out of order", nonRetryable: true);
    }

    [Workflow]
    public class Logs
    {
        [WorkflowRun]
        public async Task<string> RunAsync(string how)
        {
            using (Workflow.Logger.BeginScope("scope"))
            {
                Note(Workflow.Logger, "workflow");
                await Workflow.ExecuteActivityAsync(() => Logging.Log(), Acts.Options);
                Note(Workflow.Logger, "workflow again");
                await Workflow.DelayAsync(TimeSpan.FromMilliseconds(20));
            }

            switch (how)
            {
                case "fail":
                    await Workflow.ExecuteActivityAsync(() => Logging.Fail(), Acts.Options);
                    break;
                case "throw":
                    throw new InvalidOperationException("a bug");
            }

            return how;
        }
    }

    [Workflow]
    public class TakesNumber
    {
        private int taken;

        [WorkflowRun]
        public async Task<int> RunAsync()
        {
            await Workflow.WaitConditionAsync(() => taken > 0);
            return taken;
        }

        [WorkflowSignal]
        public Task TakeAsync(int number)
        {
            taken = number;
            return Task.CompletedTask;
        }
    }
}
