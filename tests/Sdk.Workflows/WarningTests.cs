using Cairn.Tests.Sdk.Workflows.Kit;
using Cairn.Workflows;

namespace Cairn.Tests.Sdk.Workflows;

public class WarningTests
{
    [Fact]
    public async Task A_task_that_fails_while_nobody_awaits_it_is_warned_of_when_it_is_collected()
    {
        using var log = new LineLog();
        await RunAsync(log);
        while (log.Lines.IsEmpty)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            GC.Collect();
            GC.WaitForPendingFinalizers();
            await Task.Yield();
        }

        var line = Assert.Single(log.Lines);
        Assert.StartsWith(
            "[CAIRN1006] A task of workflow Forgets workflow, run " + FakeServer.RunId + ", failed and was never "
            + "awaited: System.FormatException: forgotten",
            line,
            StringComparison.Ordinal);
        Assert.EndsWith("Run 'cairn explain CAIRN1006' for more.", line, StringComparison.Ordinal);
        Assert.IsType<FormatException>(Assert.Single(log.Exceptions));
    }

    [Fact]
    public void State_that_a_replay_does_not_repeat_is_warned_of_by_field()
    {
        using var log = new LineLog();
        _ = Handlers.Of([typeof(Stateful)], loggers: log);
        var line = Assert.Single(log.Lines);
        var type = typeof(Stateful);
        Assert.StartsWith(
            "[CAIRN1007] Workflow Stateful has state that a replay does not repeat: ", line, StringComparison.Ordinal);
        Assert.EndsWith("Run 'cairn explain CAIRN1007' for more.", line, StringComparison.Ordinal);
        var fields = line.Split("repeat: ")[1].Split(". What")[0];
        Assert.Equal(
            [$"{type}.Last (static)", $"{type}.count (static)", $"{type}.gate (Lock)", $"{type}.random (Random)"],
            fields.Split(", ").Order(StringComparer.Ordinal));
    }

    private static async Task RunAsync(LineLog log)
    {
        var server = new FakeServer(nameof(Forgets));
        await server.RunTaskAsync(Handlers.Of([typeof(Forgets)], loggers: log));
        Assert.Equal(["complete "], server.Tasks[0]);
    }

    [Workflow]
    public class Forgets
    {
        [WorkflowRun]
        public async Task RunAsync()
        {
            _ = FailAsync();
            await Task.Yield();
        }

        private static async Task FailAsync()
        {
            await Task.Yield();
            throw new FormatException("forgotten");
        }
    }

    [Workflow]
    public class Stateful
    {
        private const int Most = 3;
        private static readonly string Fixed = "fixed";
        private static int count;
        private readonly Lock gate = new();
        private readonly Random random = new();

        public static string? Last { get; set; }

        [WorkflowRun]
        public Task RunAsync()
        {
            lock (gate)
            {
                count = Math.Min(Most, random.Next() + Fixed.Length);
            }

            return Task.CompletedTask;
        }
    }
}
