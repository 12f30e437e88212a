using Cairn.Tests.Sdk.Workflows.Kit;
using Cairn.Worker;
using Cairn.Workflows;

namespace Cairn.Tests.Sdk.Workflows;

public class TaskFailureLogTests
{
    // Only a broken test waits so long.
    private static readonly TimeSpan WaitLimit = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task A_plain_exception_is_logged_with_all_that_a_reader_needs_to_go_on()
    {
        using var log = new LineLog();
        await FailAsync(typeof(Breaks), log);
        var line = Assert.Single(log.Lines);
        Assert.StartsWith(
            "[CAIRN1001] Workflow task of Breaks workflow, run " + FakeServer.RunId + ", failed at attempt 1. "
            + "The workflow stays open, and the task is tried again at once.",
            line,
            StringComparison.Ordinal);
        Assert.Contains("To fail the workflow instead, throw an ApplicationFailureException, or list", line);
        Assert.Contains("InvalidTimeZoneException in FailureExceptionTypes", line, StringComparison.Ordinal);
        Assert.EndsWith("Run 'cairn explain CAIRN1001' for more.", line, StringComparison.Ordinal);
        // The exception brings its message and its stack: each is written once.
        Assert.DoesNotContain("stock is negative", line, StringComparison.Ordinal);
        var error = Assert.IsType<InvalidTimeZoneException>(Assert.Single(log.Exceptions));
        Assert.Equal("stock is negative", error.Message);
        Assert.Contains(nameof(Breaks.RunAsync), error.StackTrace, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_workflow_that_the_worker_lacks_is_logged_without_advice_on_failure_types()
    {
        using var log = new LineLog();
        await FailAsync(typeof(Breaks), log, called: "Nobody");
        var line = Assert.Single(log.Lines);
        Assert.Contains(
            "known workflow types: [Breaks]", Assert.Single(log.Exceptions).Message, StringComparison.Ordinal);
        Assert.DoesNotContain("To fail the workflow instead", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Later_attempts_are_logged_at_growing_intervals()
    {
        using var log = new LineLog();
        foreach (var attempt in Enumerable.Range(1, 20))
        {
            await FailAsync(typeof(Breaks), log, attempt);
        }

        Assert.Equal(
            ["attempt 1", "attempt 2", "attempt 4", "attempt 8", "attempt 16"],
            log.Lines.Select(line => line[line.IndexOf("attempt", StringComparison.Ordinal)..line.IndexOf(
                ". The", StringComparison.Ordinal)]));
        Assert.All(log.Lines.Take(2), line => Assert.Contains("tried again at once", line, StringComparison.Ordinal));
        Assert.Contains("tried again when it has timed out, 00:00:10 after it began", log.Lines.Last());
    }

    [Fact]
    public async Task What_repeats_unchanged_is_logged_without_its_stack_and_what_changes_is_logged_at_once()
    {
        using var log = new LineLog();
        var handler = Handlers.Of([typeof(Changes)], loggers: log);
        foreach (var attempt in Enumerable.Range(1, 12))
        {
            Changes.Message = attempt < 6 ? "first" : "second";
            var server = new FakeServer(nameof(Changes)).StartTask();
            await handler.HandleAsync(server.ToTask(sticky: false, attempt), TestContext.Current.CancellationToken);
        }

        // That of a line with its exception is in the exception.
        Assert.Equal(["1", "2 first", "4 first", "6", "8 second"], Failures(log).Select(line =>
            line.Split("attempt ")[1][0]
                + (line.Contains(": first", StringComparison.Ordinal) ? " first" : string.Empty)
                + (line.Contains(": second", StringComparison.Ordinal) ? " second" : string.Empty)));
        Assert.Equal(["first", "second"], log.Exceptions.Select(e => e.Message));
    }

    [Fact]
    public async Task A_long_message_is_shortened()
    {
        using var log = new LineLog();
        Changes.Message = new('x', 3_000_000);
        var handler = Handlers.Of([typeof(Changes)], loggers: log);
        foreach (var attempt in new[] { 1, 2 })
        {
            var server = new FakeServer(nameof(Changes)).StartTask();
            await handler.HandleAsync(server.ToTask(sticky: false, attempt), TestContext.Current.CancellationToken);
        }

        Assert.InRange(Failures(log).Last().Length, 2_000, 3_000);
    }

    [Fact]
    public async Task Code_that_leaves_the_workflow_is_logged_once_with_a_page_of_its_own()
    {
        using var log = new LineLog();
        await FailAsync(typeof(Strays), log);
        var line = Assert.Single(log.Lines);
        Assert.StartsWith("[CAIRN1001]", line, StringComparison.Ordinal);
        Assert.EndsWith("Run 'cairn explain CAIRN1005' for more.", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Code_that_leaves_the_workflow_after_its_task_is_logged_at_once()
    {
        using var log = new LineLog();
        using var gate = new SemaphoreSlim(0);
        StraysLater.Gate = gate;
        var handler = Handlers.Of([typeof(StraysLater)], loggers: log);
        await new FakeServer(nameof(StraysLater)).RunTaskAsync(handler);
        Assert.DoesNotContain(log.Lines, line => line.Contains("CAIRN1005", StringComparison.Ordinal));
        gate.Release();
        await log.WaitForAsync("[CAIRN1005]").WaitAsync(WaitLimit, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Code_that_blocks_is_logged_with_a_page_of_its_own()
    {
        using var log = new LineLog();
        await FailAsync(typeof(Sleeps), log);
        Sleeps.Wake.Release();
        Assert.EndsWith("Run 'cairn explain TMPRL1101' for more.", Assert.Single(log.Lines), StringComparison.Ordinal);
    }

    private static IEnumerable<string> Failures(LineLog log) =>
        log.Lines.Where(line => line.StartsWith("[CAIRN1001]", StringComparison.Ordinal));

    private static async Task FailAsync(Type workflow, LineLog log, int attempt = 1, string? called = null)
    {
        var server = new FakeServer(called ?? workflow.Name).StartTask();
        var handler = Handlers.Of(
            [workflow], loggers: log, deadlock: TimeSpan.FromMilliseconds(200), grace: WaitLimit);
        var answer = await handler.HandleAsync(
            server.ToTask(sticky: false, attempt), TestContext.Current.CancellationToken);
        Assert.IsNotType<WorkflowTaskAnswer.Completed>(answer);
    }

    [Workflow]
    public class Breaks
    {
        [WorkflowRun]
        public Task RunAsync() => throw new InvalidTimeZoneException("stock is negative");
    }

    [Workflow]
    public class Changes
    {
        internal static string Message { get; set; } = "";

        [WorkflowRun]
        public Task RunAsync() => throw new InvalidTimeZoneException(Message);
    }

    [Workflow]
    public class StraysLater
    {
        internal static SemaphoreSlim? Gate { get; set; }

        [WorkflowRun]
        public async Task RunAsync()
        {
            await Gate!.WaitAsync().ConfigureAwait(false);
        }
    }

    [Workflow]
    public class Strays
    {
        [WorkflowRun]
        public async Task RunAsync()
        {
            await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        }
    }

    [Workflow]
    public class Sleeps
    {
        public static readonly SemaphoreSlim Wake = new(0);

        [WorkflowRun]
        public Task RunAsync()
        {
            Wake.Wait();
            return Task.CompletedTask;
        }
    }
}
