using System.Text.Json.Nodes;
using Cairn.Api.History.V1;
using Cairn.Common;
using Cairn.Exceptions;
using Cairn.Worker;
using Cairn.Workflows;

namespace Cairn.Tests.Sdk.Workflows;

/// <summary>Histories that Temporal's core and its SDKs for Go and Java recorded.</summary>
public class OtherHistoryTests
{
    private static readonly ActivityOptions Minute = new() { StartToCloseTimeout = TimeSpan.FromMinutes(1) };
    private static readonly LocalActivityOptions LocalMinute = new() { StartToCloseTimeout = TimeSpan.FromMinutes(1) };

    [Theory]
    [InlineData("activity-retry-on-error.go", typeof(GoRetryWorkflow))]
    [InlineData("activity-retry-on-error.java", typeof(SimpleWorkflow))]
    [InlineData("activity-start-race.go", typeof(GoRaceWorkflow))]
    [InlineData("metrics.go", typeof(GoMetricsWorkflow))]
    public async Task A_history_of_another_language_replays(string name, Type workflow) =>
        Assert.Null(await ReplayAsync(FromJson(name), WorkflowDefinition.Create(workflow)));

    [Theory]
    [InlineData("evict_while_la_running_no_interference-16")]
    [InlineData("evict_while_la_running_no_interference-85")]
    public async Task A_local_activity_whose_worker_was_lost_replays(string name) => Assert.Null(
        await ReplayAsync(FromProto(name), WorkflowDefinition.Create(
            typeof(LocalThenOther), "evict_while_la_running_no_interference", null)));

    [Fact]
    public async Task A_history_that_their_own_server_found_broken_is_refused_at_the_same_event()
    {
        var failure = await ReplayAsync(
            FromProto("evict_while_la_running_no_interference-23"),
            WorkflowDefinition.Create(typeof(LocalThenOther), "evict_while_la_running_no_interference", null));
        Assert.StartsWith(
            "[TMPRL1100] Nondeterminism error: history event 25 expects ActivityTaskScheduled(delay), "
            + "but the code produced CompleteWorkflowExecution",
            Assert.IsType<WorkflowNondeterminismException>(failure).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, typeof(UpdatedAtOnce))]
    [InlineData(1, typeof(UpdatedAfterTimer))]
    [InlineData(2, typeof(UpdatedAtOnce))]
    [InlineData(3, typeof(UpdatedAfterTimer))]
    public async Task Updates_that_came_while_a_local_activity_ran_replay(int number, Type workflow)
    {
        var name = $"long_local_activity_with_update-{number}";
        Assert.Null(await ReplayAsync(FromProto(name), WorkflowDefinition.Create(workflow, name, null)));
    }

    private static async Task<Exception?> ReplayAsync(WorkflowHistory history, WorkflowDefinition workflow)
    {
        var replayer = new WorkflowReplayer(new WorkflowReplayerOptions().AddWorkflow(workflow));
        var result = await replayer.ReplayWorkflowAsync(
            history, throwOnReplayFailure: false, TestContext.Current.CancellationToken);
        return result.ReplayFailure;
    }

    private static string PathOf(string file) => Path.Combine(AppContext.BaseDirectory, "histories", file);

    // These files are lists of histories, of one each.
    private static WorkflowHistory FromJson(string name) =>
        WorkflowHistory.FromJson(
            "workflow", JsonNode.Parse(File.ReadAllText(PathOf(name + ".json")))![0]!.ToJsonString());

    private static WorkflowHistory FromProto(string name) =>
        new("workflow", History.Parser.ParseFrom(File.ReadAllBytes(PathOf(name + ".bin"))).Events);

    [Workflow("Workflow")]
    public class GoRetryWorkflow
    {
        [WorkflowRun]
        public Task RunAsync() => Workflow.ExecuteActivityAsync("AlwaysFailActivity", [], Minute);
    }

    [Workflow]
    public class SimpleWorkflow
    {
        [WorkflowRun]
        public Task RunAsync() => Workflow.ExecuteActivityAsync("AlwaysFail", [], Minute);
    }

    [Workflow("Workflow")]
    public class GoRaceWorkflow
    {
        [WorkflowRun]
        public async Task RunAsync()
        {
            await Workflow.WhenAllAsync(
                Workflow.ExecuteActivityAsync("SleepActivity", [], Minute),
                Workflow.ExecuteActivityAsync("SleepActivity", [], Minute));
            try
            {
                await Workflow.DelayAsync(Timeout.InfiniteTimeSpan);
            }
            catch (OperationCanceledException)
            {
                // This is what it waits for.
            }
        }
    }

    [Workflow("Workflow")]
    public class GoMetricsWorkflow
    {
        private static readonly string[] FooBar = ["foo", "bar"];

        [WorkflowRun]
        public async Task<string> RunAsync()
        {
            var two = await Workflow.ExecuteActivityAsync<string>("CommaJoin", [FooBar], Minute);
            return await Workflow.ExecuteActivityAsync<string>("CommaJoin", [new[] { two, "baz" }], Minute);
        }
    }

    [Workflow]
    public class LocalThenOther
    {
        [WorkflowRun]
        public async Task RunAsync()
        {
            await Workflow.ExecuteLocalActivityAsync("delay", ["hi!"], LocalMinute);
            await Workflow.ExecuteActivityAsync("delay", ["hi!"], Minute);
        }
    }

    [Workflow]
    public class UpdatedAtOnce
    {
        [WorkflowRun]
        public Task RunAsync() => Workflow.ExecuteLocalActivityAsync("delay", ["hi!"], LocalMinute);

        [WorkflowUpdate("update")]
        public Task UpdateAsync(object? nothing) => Task.CompletedTask;
    }

    [Workflow]
    public class UpdatedAfterTimer
    {
        [WorkflowRun]
        public Task RunAsync() => Workflow.ExecuteLocalActivityAsync("delay", ["hi!"], LocalMinute);

        [WorkflowUpdate("update")]
        public Task UpdateAsync(object? nothing) => Workflow.DelayAsync(1000);
    }
}
