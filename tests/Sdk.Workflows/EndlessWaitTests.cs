using Cairn.Tests.Sdk.Workflows.Kit;
using Cairn.Workflows;

namespace Cairn.Tests.Sdk.Workflows;

/// <summary>A run that waits for what no event can bring is warned of; one that something can wake is not.</summary>
public class EndlessWaitTests
{
    private const string Warning = "[CAIRN1009] Workflow Waits workflow, run " + FakeServer.RunId
        + ", waits for something that no event can bring";

    [Theory]
    [InlineData("semaphore")]
    [InlineData("source")]
    [InlineData("source after a timer")]
    [InlineData("handler taken away")]
    public async Task A_wait_that_no_event_can_end_is_warned_of_once(string how)
    {
        using var log = new LineLog();
        var server = new FakeServer(nameof(Waits), how);
        var handler = Handlers.Of([typeof(Waits)], loggers: log);
        await server.RunTaskAsync(handler);
        if (how == "source after a timer")
        {
            Assert.Empty(log.Lines);
            await server.FireTimer("1").RunTaskAsync(handler);
        }

        await server.Signal("Anything").RunTaskAsync(handler);
        var line = Assert.Single(log.Lines);
        Assert.StartsWith(Warning, line, StringComparison.Ordinal);
        Assert.EndsWith("Run 'cairn explain CAIRN1009' for more.", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_replay_does_not_warn_again()
    {
        using var log = new LineLog();
        var server = new FakeServer(nameof(Waits), "semaphore");
        var handler = Handlers.Of([typeof(Waits)], loggers: log, cached: 0);
        await server.RunTaskAsync(handler, sticky: false);
        Assert.Single(log.Lines);
        await server.Signal("Anything").RunTaskAsync(handler, sticky: false);
        await handler.HandleAsync(
            server.ToQuery("__stack_trace", sticky: false), TestContext.Current.CancellationToken);
        Assert.Single(log.Lines);
    }

    [Theory]
    [InlineData("condition")]
    [InlineData("condition with a time")]
    [InlineData("delay without end")]
    [InlineData("cancellation")]
    [InlineData("linked cancellation")]
    [InlineData("timer")]
    [InlineData("timer of the time provider")]
    [InlineData("activity")]
    [InlineData("child")]
    [InlineData("external signal")]
    [InlineData("mutex")]
    [InlineData("signal handler")]
    [InlineData("dynamic signal handler")]
    [InlineData("update handler")]
    [InlineData("end")]
    public async Task A_wait_that_may_end_is_not_warned_of(string how)
    {
        Assert.Empty(await LinesAsync(typeof(Waits), how));
    }

    [Theory]
    [InlineData(typeof(TakesSignals))]
    [InlineData(typeof(TakesAnySignal))]
    [InlineData(typeof(TakesUpdates))]
    public async Task A_handler_of_the_class_may_end_a_wait(Type workflow)
    {
        Assert.Empty(await LinesAsync(workflow));
    }

    private static async Task<IReadOnlyCollection<string>> LinesAsync(Type workflow, params object[] args)
    {
        using var log = new LineLog();
        var server = new FakeServer(workflow.Name, args).StartTask();
        var answer = await Handlers.Of([workflow], loggers: log).HandleAsync(
            server.ToTask(sticky: false), TestContext.Current.CancellationToken);
        Assert.IsType<Cairn.Worker.WorkflowTaskAnswer.Completed>(answer);
        return log.Lines;
    }

    [Workflow]
    public class Waits
    {
        private readonly SemaphoreSlim semaphore = new(0);
        private readonly TaskCompletionSource source = new();

        [WorkflowRun]
        public async Task RunAsync(string how)
        {
            switch (how)
            {
                case "semaphore":
                    await semaphore.WaitAsync();
                    break;
                case "source after a timer":
                    await Workflow.DelayAsync(TimeSpan.FromSeconds(1));
                    await source.Task;
                    break;
                case "handler taken away":
                    Workflow.Signals["Go"] = WorkflowSignalDefinition.CreateWithoutAttribute("Go", SetAsync);
                    Workflow.Signals.Remove("Go");
                    await source.Task;
                    break;
                case "end":
                    return;
                default:
                    await Begin(how);
                    await source.Task;
                    break;
            }
        }

        private Task Begin(string how) => how switch
        {
            "condition" => Workflow.WaitConditionAsync(() => false),
            "condition with a time" => Workflow.WaitConditionAsync(() => false, TimeSpan.FromDays(1)),
            "delay without end" => Workflow.DelayAsync(Timeout.InfiniteTimeSpan),
            "cancellation" => source.Task.WaitAsync(Workflow.CancellationToken),
            "linked cancellation" => LinkedAsync(),
            "timer" => Workflow.DelayAsync(TimeSpan.FromDays(1)),
            "timer of the time provider" => Task.Delay(TimeSpan.FromDays(1), Workflow.TimeProvider),
            "activity" => Workflow.ExecuteActivityAsync(
                "Do", [], new() { StartToCloseTimeout = TimeSpan.FromDays(1) }),
            "child" => Workflow.ExecuteChildWorkflowAsync("Child", []),
            "external signal" => Workflow.GetExternalWorkflowHandle("other").SignalAsync("Go", []),
            "mutex" => LockTwiceAsync(),
            _ => Listen(how),
        };

        private Task Listen(string how)
        {
            switch (how)
            {
                case "signal handler":
                    Workflow.Signals["Go"] = WorkflowSignalDefinition.CreateWithoutAttribute("Go", SetAsync);
                    break;
                case "dynamic signal handler":
                    Workflow.DynamicSignal = WorkflowSignalDefinition.CreateWithoutAttribute(
                        null, (string _, Cairn.Converters.IRawValue[] _) => SetAsync());
                    break;
                case "update handler":
                    Workflow.Updates["Go"] = WorkflowUpdateDefinition.CreateWithoutAttribute("Go", SetAsync);
                    break;
            }

            return Task.CompletedTask;
        }

        private async Task LinkedAsync()
        {
            using var linked = CancellationTokenSource.CreateLinkedTokenSource(Workflow.CancellationToken);
            await source.Task.WaitAsync(linked.Token);
        }

        private static async Task LockTwiceAsync()
        {
            var one = new Cairn.Workflows.Semaphore(1);
            await one.WaitAsync();
            await one.WaitAsync();
        }

        private Task SetAsync()
        {
            source.TrySetResult();
            return Task.CompletedTask;
        }
    }

    [Workflow]
    public class TakesSignals
    {
        private readonly TaskCompletionSource source = new();

        [WorkflowRun]
        public Task RunAsync() => source.Task;

        [WorkflowSignal]
        public Task GoAsync()
        {
            source.TrySetResult();
            return Task.CompletedTask;
        }
    }

    [Workflow]
    public class TakesAnySignal
    {
        private readonly TaskCompletionSource source = new();

        [WorkflowRun]
        public Task RunAsync() => source.Task;

        [WorkflowSignal(Dynamic = true)]
        public Task GoAsync(string name, Cairn.Converters.IRawValue[] args)
        {
            source.TrySetResult();
            return Task.CompletedTask;
        }
    }

    [Workflow]
    public class TakesUpdates
    {
        private readonly TaskCompletionSource source = new();

        [WorkflowRun]
        public Task RunAsync() => source.Task;

        [WorkflowUpdate]
        public Task GoAsync()
        {
            source.TrySetResult();
            return Task.CompletedTask;
        }
    }
}
