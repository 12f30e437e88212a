using Cairn.Api.Enums.V1;
using Cairn.Converters;
using Cairn.Tests.Sdk.Workflows.Kit;
using Cairn.Worker;
using Cairn.Workflows;
using Microsoft.Extensions.Logging;

namespace Cairn.Tests.Sdk.Workflows;

public class HandlerTests
{
    [Fact]
    public async Task Signals_wait_until_there_is_a_handler()
    {
        var server = new FakeServer(nameof(LateHandler));
        var handler = Handlers.Of<LateHandler>();
        await server.Signal("late", 1).Signal("late", 2).RunTaskAsync(handler);
        await server.FireTimer("1").RunTaskAsync(handler);
        Assert.Equal(["complete \"1 2\""], server.Tasks[1]);
        await Prefixes.ReplayAsync(server, typeof(LateHandler));
    }

    [Fact]
    public async Task A_signal_that_cannot_be_read_is_dropped()
    {
        var server = new FakeServer(nameof(Counter)).Signal("Add", "not a number").Signal("Add").Signal("Add", 2);
        await server.RunTaskAsync(Handlers.Of<Counter>());
        Assert.Equal("2", await QueryAsync(server, Handlers.Of<Counter>(), "Total"));
    }

    [Fact]
    public async Task A_dynamic_handler_takes_the_signals_that_have_none()
    {
        var server = new FakeServer(nameof(Everything)).Signal("x", 1).Signal("__temporal_secret");
        await server.RunTaskAsync(Handlers.Of<Everything>());
        Assert.Equal("[\"x 1\"]", await QueryAsync(server, Handlers.Of<Everything>(), "Seen"));
        Assert.Equal("\"asked y\"", await QueryAsync(server, Handlers.Of<Everything>(), "y"));
    }

    [Fact]
    public async Task Arguments_too_many_are_dropped_and_missing_ones_have_their_default()
    {
        var server = new FakeServer(nameof(Counter)).Signal("Scale").Signal("Add", 3, "more", true);
        await server.RunTaskAsync(Handlers.Of<Counter>());
        Assert.Equal("3", await QueryAsync(server, Handlers.Of<Counter>(), "Total"));
        Assert.Equal("30", await QueryAsync(server, Handlers.Of<Counter>(), "Times"));
    }

    [Fact]
    public async Task A_query_sees_the_state_from_full_history_and_from_the_cache()
    {
        var server = new FakeServer(nameof(Counter)).Signal("Add", 2);
        var handler = Handlers.Of<Counter>();
        await server.RunTaskAsync(handler);
        Assert.Equal("2", await QueryAsync(server, handler, "Total", sticky: true));
        Assert.Equal("2", await QueryAsync(server, Handlers.Of<Counter>(server), "Total", sticky: true));
        Assert.Equal("2", await QueryAsync(server, Handlers.Of<Counter>(), "Total"));
    }

    [Fact]
    public async Task A_workflow_that_is_over_can_be_queried()
    {
        var server = new FakeServer(nameof(LateHandler)).Signal("late", 1).Signal("late", 2);
        var handler = Handlers.Of<LateHandler>(server);
        await server.RunTaskAsync(handler);
        await server.FireTimer("1").RunTaskAsync(handler);
        Assert.Equal(0, handler.CachedRuns);
        Assert.Equal("\"nothing that the SDK knows of\"", await QueryAsync(server, handler, "__stack_trace"));
        Assert.Equal(
            "\"nothing that the SDK knows of\"", await QueryAsync(server, handler, "__stack_trace", sticky: true));
    }

    [Fact]
    public async Task Queries_that_come_with_a_task_are_answered_after_it()
    {
        var server = new FakeServer(nameof(Counter));
        var handler = Handlers.Of<Counter>();
        await server.RunTaskAsync(handler);
        var task = server.Signal("Add", 5).StartTask().ToTask(sticky: true);
        task.Queries.Add("q", new() { QueryType = "Total" });
        task.Queries.Add("r", new() { QueryType = "Nobody" });
        var answer = await handler.HandleAsync(task, TestContext.Current.CancellationToken);
        var results = Assert.IsType<WorkflowTaskAnswer.Completed>(answer).Request.QueryResults;
        Assert.Equal("5", results["q"].Answer.Payloads_[0].Data.ToStringUtf8());
        Assert.Equal(QueryResultType.Failed, results["r"].ResultType);
        Assert.Equal(
            "Query handler for Nobody expected but not found, known queries: [Change Fail Replaying Times Total]",
            results["r"].ErrorMessage);
    }

    [Theory]
    [InlineData("Change", "A query must not change the workflow: it can only look")]
    [InlineData("Fail", "no answer")]
    public async Task A_query_that_fails_answers_so(string query, string message)
    {
        var server = new FakeServer(nameof(Counter));
        var handler = Handlers.Of<Counter>();
        await server.RunTaskAsync(handler);
        var answer = await handler.HandleAsync(
            server.ToQuery(query, sticky: true), TestContext.Current.CancellationToken);
        var answered = Assert.IsType<WorkflowTaskAnswer.QueryAnswered>(answer).Request;
        Assert.Equal(QueryResultType.Failed, answered.CompletedType);
        Assert.Equal(message, answered.ErrorMessage);
        Assert.Equal("0", await QueryAsync(server, handler, "Total", sticky: true));
    }

    [Fact]
    public async Task A_query_is_a_replay_but_not_of_history()
    {
        var server = new FakeServer(nameof(Counter));
        await server.RunTaskAsync(Handlers.Of<Counter>());
        Assert.Equal("\"True False\"", await QueryAsync(server, Handlers.Of<Counter>(), "Replaying"));
    }

    [Fact]
    public async Task The_stack_trace_query_tells_what_the_workflow_waits_for()
    {
        var server = new FakeServer(nameof(LateHandler));
        await server.RunTaskAsync(Handlers.Of<LateHandler>());
        var text = await QueryAsync(server, Handlers.Of<LateHandler>(), "__stack_trace");
        Assert.Contains("timer 1 at HandlerTests.cs:", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_metadata_query_lists_the_handlers()
    {
        var server = new FakeServer(nameof(Counter));
        await server.RunTaskAsync(Handlers.Of<Counter>());
        var text = await QueryAsync(server, Handlers.Of<Counter>(), "__temporal_workflow_metadata");
        Assert.Contains("\"type\": \"Counter\"", text, StringComparison.Ordinal);
        Assert.Contains("\"name\": \"Add\", \"description\": \"adds\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Handlers_that_have_not_finished_are_warned_of()
    {
        using var log = new LineLog();
        var server = new FakeServer(nameof(LeavesHandler)).Signal("Slow");
        await server.RunTaskAsync(Handlers.Of([typeof(LeavesHandler)], loggers: log));
        Assert.Contains(log.Lines, line => line.Contains("[TMPRL1102]", StringComparison.Ordinal)
            && line.Contains("Slow", StringComparison.Ordinal)
            && line.EndsWith("Run 'cairn explain TMPRL1102' for more.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(typeof(Completes))]
    [InlineData(typeof(GoesOn))]
    [InlineData(typeof(IsCancelled))]
    public async Task Signals_that_no_handler_took_are_warned_of_when_the_workflow_ends(Type workflow)
    {
        using var log = new LineLog();
        var server = new FakeServer(workflow.Name).Signal("Lost").Signal("Lost").Signal("Gone").RequestCancel();
        await server.RunTaskAsync(Handlers.Of([workflow], loggers: log));
        var line = Assert.Single(log.Lines);
        Assert.StartsWith(
            "[CAIRN1008] Workflow workflow ended with signals that no handler took: Lost, Gone.",
            line,
            StringComparison.Ordinal);
        Assert.EndsWith("Run 'cairn explain CAIRN1008' for more.", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_log_is_silent_in_a_replay()
    {
        using var log = new LineLog();
        var server = new FakeServer(nameof(Logs));
        var handler = Handlers.Of([typeof(Logs)], loggers: log, cached: 0);
        await server.RunTaskAsync(handler, sticky: false);
        await server.FireTimer("1").RunTaskAsync(handler, sticky: false);
        Assert.Equal(["first", "second"], log.Lines);
    }

    private static async Task<string> QueryAsync(
        FakeServer server, WorkflowTaskHandler handler, string query, bool sticky = false)
    {
        var answer = await handler.HandleAsync(server.ToQuery(query, sticky), TestContext.Current.CancellationToken);
        var answered = Assert.IsType<WorkflowTaskAnswer.QueryAnswered>(answer).Request;
        Assert.Equal((QueryResultType.Answered, string.Empty), (answered.CompletedType, answered.ErrorMessage));
        return answered.QueryResult.Payloads_[0].Data.ToStringUtf8();
    }

    [Workflow]
    public class Completes
    {
        [WorkflowRun]
        public Task RunAsync() => Task.CompletedTask;
    }

    [Workflow]
    public class GoesOn
    {
        [WorkflowRun]
        public Task RunAsync() => throw Workflow.CreateContinueAsNewException(nameof(GoesOn), []);
    }

    [Workflow]
    public class IsCancelled
    {
        [WorkflowRun]
        public Task RunAsync() => Workflow.DelayAsync(1000);
    }

    [Workflow]
    public class LateHandler
    {
        [WorkflowRun]
        public async Task<string> RunAsync()
        {
            var seen = new List<int>();
            await Workflow.DelayAsync(1000);
            Workflow.Signals["late"] = WorkflowSignalDefinition.CreateWithoutAttribute("late", async (int n) =>
            {
                await Task.Yield();
                seen.Add(n);
            });
            await Workflow.WaitConditionAsync(() => seen.Count == 2);
            return string.Join(' ', seen);
        }
    }

    [Workflow]
    public class Counter
    {
        private int factor = 1;

        [WorkflowQuery]
        public int Total { get; private set; }

        [WorkflowRun]
        public Task RunAsync() => Workflow.WaitConditionAsync(() => false);

        [WorkflowSignal(Description = "adds")]
        public Task AddAsync(int number)
        {
            Total += number;
            return Task.CompletedTask;
        }

        [WorkflowSignal]
        public Task ScaleAsync(int by = 10)
        {
            factor = by;
            return Task.CompletedTask;
        }

        [WorkflowQuery]
        public int Times() => Total * factor;

        [WorkflowQuery]
        public int Fail() => throw new InvalidOperationException("no answer");

        [WorkflowQuery]
        public int Change()
        {
            _ = Workflow.DelayAsync(1000);
            return 1;
        }

        [WorkflowQuery]
        public string Replaying() => $"{Workflow.Unsafe.IsReplaying} {Workflow.Unsafe.IsReplayingHistoryEvents}";
    }

    [Workflow]
    public class Everything
    {
        private readonly List<string> seen = [];

        [WorkflowRun]
        public Task RunAsync() => Workflow.WaitConditionAsync(() => false);

        [WorkflowSignal(Dynamic = true)]
        public Task AnyAsync(string name, IRawValue[] args)
        {
            seen.Add($"{name} {string.Join(' ', args.Select(a => Workflow.PayloadConverter.ToValue<int>(a)))}");
            return Task.CompletedTask;
        }

        [WorkflowQuery]
        public IReadOnlyList<string> Seen() => seen;

        [WorkflowQuery(Dynamic = true)]
        public string Ask(string name, IRawValue[] args) => $"asked {name}";
    }

    [Workflow]
    public class LeavesHandler
    {
        [WorkflowRun]
        public Task RunAsync() => Task.CompletedTask;

        [WorkflowSignal]
        public Task SlowAsync() => Workflow.DelayAsync(1000);
    }

    [Workflow]
    public class Logs
    {
        [WorkflowRun]
        public async Task RunAsync()
        {
            Workflow.Logger.LogInformation("first");
            await Workflow.DelayAsync(1000);
            Workflow.Logger.LogInformation("second");
        }
    }
}
