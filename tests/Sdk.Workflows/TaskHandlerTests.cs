using Cairn.Api.Enums.V1;
using Cairn.Exceptions;
using Cairn.Tests.Sdk.Workflows.Kit;
using Cairn.Worker;
using Cairn.Workflows;

namespace Cairn.Tests.Sdk.Workflows;

public class TaskHandlerTests
{
    [Fact]
    public async Task An_unknown_workflow_type_fails_the_task_and_names_the_known_ones()
    {
        var server = new FakeServer("Nobody").StartTask();
        var answer = await HandleAsync(Handlers.Of([typeof(Facts), typeof(Timer)]), server);
        Assert.Equal(
            "Workflow type Nobody is not registered on this worker, known workflow types: [Facts, Timer]",
            Assert.IsType<WorkflowTaskAnswer.Failed>(answer).Request.Failure.Message);
    }

    [Fact]
    public async Task A_workflow_sees_why_it_should_continue_as_new()
    {
        var server = new FakeServer(nameof(Grown)).StartTask();
        var started = server.Events[^1].WorkflowTaskStartedEventAttributes;
        started.SuggestContinueAsNew = true;
        started.SuggestContinueAsNewReasons.Add(Api.Enums.V1.SuggestContinueAsNewReason.TooManyHistoryEvents);
        started.SuggestContinueAsNewReasons.Add(Api.Enums.V1.SuggestContinueAsNewReason.TooManyUpdates);
        var answer = await HandleAsync(Handlers.Of<Grown>(), server);
        Assert.Equal(
            "complete \"True: TooManyHistoryEvents, TooManyUpdates\"",
            CommandText.Of(Assert.IsType<WorkflowTaskAnswer.Completed>(answer).Request.Commands.Single()));
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    public async Task Only_the_first_attempts_of_a_failing_task_are_reported(int attempt, bool isReported)
    {
        var server = new FakeServer("Nobody").StartTask();
        var answer = await Handlers.Of<Timer>().HandleAsync(
            server.ToTask(sticky: false, attempt), TestContext.Current.CancellationToken);
        Assert.Equal(isReported, answer is WorkflowTaskAnswer.Failed);
    }

    [Fact]
    public async Task A_task_with_what_is_new_needs_the_run_in_the_cache_or_full_history()
    {
        var server = new FakeServer(nameof(Timer));
        await server.RunTaskAsync(Handlers.Of<Timer>());
        await server.FireTimer("1").RunTaskAsync(Handlers.Of<Timer>(server), sticky: true);
        Assert.Equal(["complete \"fired\""], server.Tasks[1]);
    }

    [Fact]
    public async Task History_may_come_in_pages()
    {
        var server = new FakeServer(nameof(Timer));
        await server.RunTaskAsync(Handlers.Of<Timer>());
        server.FireTimer("1").StartTask();
        var task = server.ToTask(sticky: false);
        task.History.Events.Clear();
        task.History.Events.Add(server.Events.Take(3));
        task.NextPageToken = Google.Protobuf.ByteString.CopyFrom(new byte[3]);
        var answer = await Handlers.Of<Timer>(server).HandleAsync(task, TestContext.Current.CancellationToken);
        Assert.Equal(
            CommandType.CompleteWorkflowExecution,
            Assert.IsType<WorkflowTaskAnswer.Completed>(answer).Request.Commands.Single().CommandType);
    }

    [Fact]
    public async Task A_run_whose_last_answer_was_lost_is_built_again()
    {
        var server = new FakeServer(nameof(Timer));
        var handler = Handlers.Of<Timer>(server);
        server.StartTask();
        await HandleAsync(handler, server);

        // The server never got the answer: the task timed out and comes again, with full history.
        server.Add(new() { EventType = EventType.WorkflowTaskTimedOut });
        await server.RunTaskAsync(handler, sticky: false);
        Assert.Equal(["timer 1"], server.Tasks[0]);
    }

    [Fact]
    public async Task Runs_longest_unused_are_forgotten_when_there_are_too_many()
    {
        var handler = Handlers.Of([typeof(Timer)], cached: 2);
        foreach (var run in new[] { "a", "b", "c" })
        {
            var task = new FakeServer(nameof(Timer)).StartTask().ToTask(sticky: false);
            task.WorkflowExecution.RunId = run;
            await handler.HandleAsync(task, TestContext.Current.CancellationToken);
        }

        Assert.Equal(2, handler.CachedRuns);
        handler.Evict("c");
        handler.Evict("a");
        Assert.Equal(1, handler.CachedRuns);
    }

    [Fact]
    public async Task Eviction_runs_no_code_of_the_workflow()
    {
        CleansUp.Cleanups = 0;
        var server = new FakeServer(nameof(CleansUp));
        var handler = Handlers.Of<CleansUp>();
        await server.RunTaskAsync(handler);
        handler.Evict(FakeServer.RunId);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        Assert.Equal(0, CleansUp.Cleanups);
    }

    [Fact]
    public async Task Tasks_of_one_run_wait_for_each_other()
    {
        var server = new FakeServer(nameof(Timer));
        var handler = Handlers.Of<Timer>(server);
        await server.RunTaskAsync(handler);
        var queries = Enumerable.Range(0, 20).Select(_ => handler.HandleAsync(
            server.ToQuery("__stack_trace", sticky: true), TestContext.Current.CancellationToken));
        Assert.All(await Task.WhenAll(queries), answer => Assert.Equal(
            QueryResultType.Answered, Assert.IsType<WorkflowTaskAnswer.QueryAnswered>(answer).Request.CompletedType));
    }

    [Fact]
    public async Task Code_that_does_not_fit_its_history_fails_the_task_as_nondeterministic()
    {
        var server = new FakeServer(nameof(Timer));
        await server.RunTaskAsync(Handlers.Of<Timer>());
        var task = server.FireTimer("1").StartTask().ToTask(sticky: false);
        task.History.Events[0].WorkflowExecutionStartedEventAttributes.WorkflowType.Name = nameof(Facts);
        var answer = await Handlers.Of<Facts>().HandleAsync(task, TestContext.Current.CancellationToken);
        var failed = Assert.IsType<WorkflowTaskAnswer.Failed>(answer).Request;
        Assert.Equal(WorkflowTaskFailedCause.NonDeterministicError, failed.Cause);
        Assert.StartsWith("[TMPRL1100] Nondeterminism error:", failed.Failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nondeterminism_ends_the_workflow_if_the_worker_says_so()
    {
        var server = new FakeServer(nameof(Timer));
        await server.RunTaskAsync(Handlers.Of<Timer>());
        var task = server.FireTimer("1").StartTask().ToTask(sticky: false);
        task.History.Events[0].WorkflowExecutionStartedEventAttributes.WorkflowType.Name = nameof(Facts);
        var handler = Handlers.Of([typeof(Facts)], failures: [typeof(WorkflowNondeterminismException)]);
        var answer = await handler.HandleAsync(task, TestContext.Current.CancellationToken);
        Assert.Equal(
            CommandType.FailWorkflowExecution,
            Assert.IsType<WorkflowTaskAnswer.Completed>(answer).Request.Commands.Single().CommandType);
    }

    [Fact]
    public async Task Time_chance_and_info_are_those_of_the_run()
    {
        var server = new FakeServer(nameof(Facts));
        await server.RunTaskAsync(Handlers.Of<Facts>());
        Assert.Equal(
            ["complete \"2026-01-02T03:04:05.0300000Z 1764823466 workflow Facts queue 1 10s\""], server.Tasks[0]);
    }

    [Fact]
    public async Task The_sdk_and_its_logic_are_recorded()
    {
        var completed = await new FakeServer(nameof(Timer)).RunTaskAsync(Handlers.Of<Timer>());
        Assert.Equal("cairn-dotnet", completed.SdkMetadata.SdkName);
        Assert.Equal([1U, 2U, 3U], completed.SdkMetadata.CoreUsedFlags);
        Assert.Equal([2U], completed.SdkMetadata.LangUsedFlags);
    }

    [Fact]
    public async Task Patched_is_true_for_new_runs_and_false_for_those_from_before()
    {
        var server = new FakeServer(nameof(Changed));
        await server.RunTaskAsync(Handlers.Of<Changed>());
        Assert.Equal(["marker core_patch", "search attributes", "activity new"], server.Tasks[0]);
        await server.Complete("1").RunTaskAsync(Handlers.Of<Changed>(), sticky: false);
        Assert.Equal(["complete "], server.Tasks[1]);
        await Prefixes.ReplayAsync(server, typeof(Changed));

        var before = new FakeServer(nameof(Changed));
        await before.RunTaskAsync(Handlers.Of([typeof(BeforeChange)]));
        await before.Complete("1").RunTaskAsync(Handlers.Of<Changed>(), sticky: false);
        Assert.Equal([["activity old"], ["complete "]], before.Tasks);
    }

    private static async Task<WorkflowTaskAnswer> HandleAsync(WorkflowTaskHandler handler, FakeServer server) =>
        await handler.HandleAsync(server.ToTask(sticky: false), TestContext.Current.CancellationToken);

    [Workflow]
    public class Timer
    {
        [WorkflowRun]
        public async Task<string> RunAsync()
        {
            await Workflow.DelayAsync(1000);
            return "fired";
        }
    }

    [Workflow]
    public class Grown
    {
        [WorkflowRun]
        public Task<string> RunAsync() => Task.FromResult(
            $"{Workflow.ContinueAsNewSuggested}: {string.Join(", ", Workflow.SuggestedContinueAsNewReasons)}");
    }

    [Workflow]
    public class Facts
    {
        [WorkflowRun]
        public Task<string> RunAsync()
        {
            var info = Workflow.Info;
            return Task.FromResult(
                $"{Workflow.UtcNow:O} {Workflow.Random.Next()} {info.WorkflowId} {info.WorkflowType} {info.TaskQueue} "
                + $"{info.Attempt} {info.TaskTimeout.TotalSeconds}s");
        }
    }

    [Workflow]
    public class CleansUp
    {
        public static int Cleanups { get; set; }

        [WorkflowRun]
        public async Task RunAsync()
        {
            try
            {
                await Workflow.DelayAsync(1000);
            }
            finally
            {
                Cleanups++;
            }
        }
    }

    [Workflow]
    public class Changed
    {
        [WorkflowRun]
        public Task RunAsync() => Workflow.ExecuteActivityAsync(
            Workflow.Patched("change") ? "new" : "old",
            [],
            new() { StartToCloseTimeout = TimeSpan.FromMinutes(1) });
    }

    [Workflow(nameof(Changed))]
    public class BeforeChange
    {
        [WorkflowRun]
        public Task RunAsync() => Workflow.ExecuteActivityAsync(
            "old", [], new() { StartToCloseTimeout = TimeSpan.FromMinutes(1) });
    }
}
