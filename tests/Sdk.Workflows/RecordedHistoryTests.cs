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

    private static WorkflowReplayer Replayer() => new(new WorkflowReplayerOptions()
        .AddWorkflow<SayHelloWorkflow>()
        .AddWorkflow<MultiWaitConditionWorkflow>()
        .AddWorkflow<CoroutinesAfterCompleteWorkflow>());

    private static WorkflowHistory History(string name) => WorkflowHistory.FromJson(
        "workflow", File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "histories", name + ".json")));

    public record SayHelloParams(
        string Name, bool ShouldWait, bool ShouldError, bool ShouldCauseNonDeterminism);

    public static class Greetings
    {
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
    public class CoroutinesAfterCompleteWorkflow
    {
        private bool signalled;
        private bool complete;

        [WorkflowRun]
        public async Task<string> RunAsync()
        {
            await Workflow.WaitConditionAsync(() => signalled);
            complete = true;
            return "complete-workflow";
        }

        [WorkflowSignal]
        public async Task DoErroringSignalAsync(bool waitWorkflowComplete)
        {
            signalled = true;
            if (waitWorkflowComplete)
            {
                await Workflow.WaitConditionAsync(() => complete);
            }

            throw new ApplicationFailureException("Intentional error from signal");
        }
    }
}
