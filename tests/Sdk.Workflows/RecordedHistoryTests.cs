using Cairn.Activities;
using Cairn.Common;
using Cairn.Exceptions;
using Cairn.Worker;
using Cairn.Workflows;

namespace Cairn.Tests.Sdk.Workflows;

/// <summary>Histories that Temporal's .NET SDK recorded, before and after each change of its logic.</summary>
public class RecordedHistoryTests
{
    [Theory]
    [InlineData("replayer-test.complete")]
    [InlineData("multi-wait-condition.pre-dotnet-flag")]
    [InlineData("multi-complete-fail-before.pre-dotnet-flag")]
    [InlineData("multi-complete-fail-before.post-dotnet-flag")]
    [InlineData("multi-complete-fail-before.post-core-flag")]
    [InlineData("multi-complete-fail-after.pre-dotnet-flag")]
    [InlineData("multi-complete-fail-after.post-dotnet-flag")]
    [InlineData("multi-complete-fail-after.post-core-flag")]
    [InlineData("update-after-complete.pre-dotnet-flag")]
    [InlineData("update-after-complete.post-dotnet-flag")]
    [InlineData("update-after-complete.post-core-flag")]
    [InlineData("multi-signal-order.pre-dotnet-flag")]
    public async Task A_history_of_theirs_replays(string name)
    {
        var result = await Replayer().ReplayWorkflowAsync(
            History(name), cancellationToken: TestContext.Current.CancellationToken);
        Assert.Null(result.ReplayFailure);
    }

    [Fact]
    public async Task A_history_that_the_code_does_not_fit_is_refused_with_both_sides()
    {
        var error = await Assert.ThrowsAsync<WorkflowNondeterminismException>(() => Replayer().ReplayWorkflowAsync(
            History("replayer-test.nondeterministic"), cancellationToken: TestContext.Current.CancellationToken));
        Assert.Contains(
            "history event 5 expects ActivityTaskScheduled(SayHello), but the code produced StartTimer(1) at "
            + "RecordedHistoryTests.cs:",
            error.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failure_can_be_had_as_a_result()
    {
        var results = await Replayer().ReplayWorkflowsAsync(
            [History("replayer-test.complete"), History("replayer-test.nondeterministic")],
            cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal([true, false], results.Select(r => r.ReplayFailure is null));
    }

    [Fact]
    public async Task Old_histories_settle_all_conditions_that_hold_before_code_runs_on()
    {
        MultiWaitConditionWorkflow.LastResult = null;
        await Replayer().ReplayWorkflowAsync(
            History("multi-wait-condition.pre-dotnet-flag"),
            cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal("one two four three", MultiWaitConditionWorkflow.LastResult);
    }

    [Fact]
    public async Task Old_histories_let_code_run_on_between_two_signals_of_one_task()
    {
        MultiSignalOrderWorkflow.LastResult = null;
        await Replayer().ReplayWorkflowAsync(
            History("multi-signal-order.pre-dotnet-flag"), cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal("one", MultiSignalOrderWorkflow.LastResult);
    }

    [Fact]
    public async Task Histories_are_replayed_as_they_come()
    {
        var failures = new List<bool>();
        var results = Replayer().ReplayWorkflowsAsync(Both(), cancellationToken: TestContext.Current.CancellationToken);
        await foreach (var result in results)
        {
            failures.Add(result.ReplayFailure is not null);
        }

        Assert.Equal([false, true], failures);

        static async IAsyncEnumerable<WorkflowHistory> Both()
        {
            yield return History("replayer-test.complete");
            await Task.Yield();
            yield return History("replayer-test.nondeterministic");
        }
    }

    private static WorkflowReplayer Replayer() => new(new WorkflowReplayerOptions()
        .AddWorkflow<SayHelloWorkflow>()
        .AddWorkflow<MultiWaitConditionWorkflow>()
        .AddWorkflow<MultiSignalOrderWorkflow>()
        .AddWorkflow<CoroutinesAfterCompleteWorkflow>());

    private static WorkflowHistory History(string name) => WorkflowHistory.FromJson(
        "workflow", File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "histories", name + ".json")));

    public record SayHelloParams(
        string Name, bool ShouldWait, bool ShouldError, bool ShouldCauseNonDeterminism);

    public static class Greetings
    {
        [Activity]
        public static string SomeActivity() => "activity-from-workflow";

        [Activity]
        public static Task SendTwoSignals() => Task.CompletedTask;

        [Activity]
        public static string SayHello(string name) => $"Hello, {name}!";
    }

    [Workflow]
    public class SayHelloWorkflow
    {
        [WorkflowRun]
        public async Task<string> RunAsync(SayHelloParams input)
        {
            // Only a replay takes the other way, as code does that was changed while its runs were open.
            if (input.ShouldCauseNonDeterminism && Workflow.Unsafe.IsReplaying)
            {
                await Workflow.DelayAsync(1);
            }

            return await Workflow.ExecuteActivityAsync(
                () => Greetings.SayHello(input.Name), new() { ScheduleToCloseTimeout = TimeSpan.FromSeconds(60) });
        }
    }

    [Workflow]
    public class MultiWaitConditionWorkflow
    {
        private readonly List<string> events = [];

        public static string? LastResult { get; set; }

        [WorkflowRun]
        public async Task<IReadOnlyList<string>> RunAsync()
        {
            var ready = false;
            var branches = new[] { Branch("one", "three"), Branch("two", "four") };
            ready = true;
            await Workflow.WhenAllAsync(branches);
            LastResult = string.Join(' ', events);
            return events;

            async Task Branch(string first, string second)
            {
                await Workflow.WaitConditionAsync(() => ready);
                events.Add(first);
                await Workflow.WaitConditionAsync(() => second == "four" || events.Contains("four"));
                events.Add(second);
            }
        }
    }

    [Workflow]
    public class MultiSignalOrderWorkflow
    {
        private readonly List<string> events = [];

        public static string? LastResult { get; set; }

        [WorkflowRun]
        public async Task<IReadOnlyList<string>> RunAsync()
        {
            await Workflow.ExecuteLocalActivityAsync(
                () => Greetings.SendTwoSignals(), new() { StartToCloseTimeout = TimeSpan.FromSeconds(30) });
            await Workflow.WaitConditionAsync(() => events.Count > 0);
            LastResult = string.Join(' ', events);
            return events;
        }

        [WorkflowSignal]
        public Task SignalAsync(string value)
        {
            events.Add(value);
            return Task.CompletedTask;
        }
    }

    [Workflow]
    public class CoroutinesAfterCompleteWorkflow
    {
        private bool begun;
        private bool complete;

        [WorkflowRun]
        public async Task<string> RunAsync()
        {
            await Workflow.WaitConditionAsync(() => begun);
            await Workflow.ExecuteLocalActivityAsync(
                () => Greetings.SomeActivity(), new() { StartToCloseTimeout = TimeSpan.FromSeconds(30) });
            complete = true;
            return "complete-workflow";
        }

        [WorkflowSignal]
        public async Task DoErroringSignalAsync(bool waitWorkflowComplete)
        {
            begun = true;
            if (waitWorkflowComplete)
            {
                await Workflow.WaitConditionAsync(() => complete);
            }

            throw new ApplicationFailureException("Intentional error from signal");
        }

        [WorkflowUpdate]
        public async Task<string> DoUpdateAsync()
        {
            begun = true;
            await Workflow.WaitConditionAsync(() => complete);
            return "complete-update";
        }
    }
}
