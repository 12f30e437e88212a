using Cairn.Converters;
using Cairn.Tests.Sdk.Workflows.Kit;
using Cairn.Workflows;

namespace Cairn.Tests.Sdk.Workflows;

/// <summary>A signal whose name may be misspelt is warned of when it comes; it is kept all the same.</summary>
public class WaitingSignalTests
{
    [Fact]
    public async Task A_signal_without_a_handler_is_warned_of_once_for_each_name()
    {
        using var log = new LineLog();
        var server = new FakeServer(nameof(Approves));
        var handler = Handlers.Of([typeof(Approves)], loggers: log);
        await server.RunTaskAsync(handler);
        await server.Signal("Aprove").Signal("Aprove").RunTaskAsync(handler);
        await server.Signal("Aprove").Signal("Other").RunTaskAsync(handler);

        Assert.Equal(2, log.Lines.Count);
        var line = log.Lines.First();
        Assert.StartsWith(
            "[CAIRN1010] Signal Aprove came to workflow Approves workflow, run " + FakeServer.RunId + ", which has no "
            + "handler for it. Its handlers: Approve, Reject. The signal is kept until there is a handler.",
            line,
            StringComparison.Ordinal);
        Assert.EndsWith("Run 'cairn explain CAIRN1010' for more.", line, StringComparison.Ordinal);
        Assert.StartsWith("[CAIRN1010] Signal Other came", log.Lines.Last(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_replay_does_not_warn_again()
    {
        using var log = new LineLog();
        var server = new FakeServer(nameof(Approves));
        var handler = Handlers.Of([typeof(Approves)], loggers: log, cached: 0);
        await server.Signal("Aprove").RunTaskAsync(handler, sticky: false);
        await server.Signal("Aprove").RunTaskAsync(handler, sticky: false);
        await handler.HandleAsync(
            server.ToQuery("__stack_trace", sticky: false), TestContext.Current.CancellationToken);

        Assert.Single(log.Lines);
    }

    [Theory]
    [InlineData(typeof(SetsHandler), "Later")]
    [InlineData(typeof(TakesAny), "Anything")]
    [InlineData(typeof(TakesNone), "Anything")]
    public async Task A_signal_that_is_handled_or_may_be_meant_for_later_is_not_warned_of(Type workflow, string signal)
    {
        using var log = new LineLog();
        var server = new FakeServer(workflow.Name).Signal(signal);
        await server.RunTaskAsync(Handlers.Of([workflow], loggers: log));

        Assert.Empty(log.Lines);
    }

    [Workflow]
    public class Approves
    {
        [WorkflowRun]
        public Task RunAsync() => Workflow.DelayAsync(Timeout.InfiniteTimeSpan);

        [WorkflowSignal]
        public Task RejectAsync() => Task.CompletedTask;

        [WorkflowSignal]
        public Task ApproveAsync() => Task.CompletedTask;
    }

    [Workflow]
    public class SetsHandler
    {
        [WorkflowRun]
        public Task RunAsync()
        {
            Workflow.Signals["Later"] = WorkflowSignalDefinition.CreateWithoutAttribute(
                "Later", () => Task.CompletedTask);
            return Workflow.DelayAsync(Timeout.InfiniteTimeSpan);
        }

        [WorkflowSignal]
        public Task ApproveAsync() => Task.CompletedTask;
    }

    [Workflow]
    public class TakesAny
    {
        [WorkflowRun]
        public Task RunAsync() => Workflow.DelayAsync(Timeout.InfiniteTimeSpan);

        [WorkflowSignal]
        public Task ApproveAsync() => Task.CompletedTask;

        [WorkflowSignal(Dynamic = true)]
        public Task TakeAsync(string name, IRawValue[] args) => Task.CompletedTask;
    }

    [Workflow]
    public class TakesNone
    {
        [WorkflowRun]
        public Task RunAsync() => Workflow.DelayAsync(Timeout.InfiniteTimeSpan);
    }
}
