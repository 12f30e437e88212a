using Cairn.Tests.Sdk.Workflows.Kit;
using Cairn.Worker;
using Cairn.Workflows;

namespace Cairn.Tests.Sdk.Workflows;

public class MapTests
{
    [Fact]
    public async Task Calls_begin_in_order_and_the_next_one_when_any_ends()
    {
        var (server, handler) = await BeginAsync(inputs: 4, MapFailureMode.CollectAll);
        Assert.Equal(["activity a0", "activity a1"], server.Tasks[0]);
        await server.Complete("2", "second").RunTaskAsync(handler);
        Assert.Equal(["activity a2"], server.Tasks[1]);
        await server.Complete("1", "first").Complete("3", "third").RunTaskAsync(handler);
        Assert.Equal(["activity a3"], server.Tasks[2]);
        var completed = await server.Complete("4", "fourth").RunTaskAsync(handler);
        Assert.Equal("first second third fourth; ", Result(completed));
        await Prefixes.ReplayAsync(server, typeof(Mapping));
    }

    [Fact]
    public async Task A_failure_is_collected_with_its_input_and_the_others_go_on()
    {
        var (server, handler) = await BeginAsync(inputs: 3, MapFailureMode.CollectAll);
        await server.Fail("1", "no").RunTaskAsync(handler);
        var completed = await server.Complete("2", "b").Complete("3", "c").RunTaskAsync(handler);
        Assert.Equal("b c; 0:a0:ActivityFailureException", Result(completed));
        await Prefixes.ReplayAsync(server, typeof(Mapping));
    }

    [Fact]
    public async Task After_a_failure_no_other_call_begins_if_asked_for()
    {
        var (server, handler) = await BeginAsync(inputs: 4, MapFailureMode.StopStarting);
        await server.Fail("1", "no").RunTaskAsync(handler);
        Assert.Equal([], server.Tasks[1]);
        var completed = await server.Complete("2", "b").RunTaskAsync(handler);
        Assert.Equal(
            "b; 0:a0:ActivityFailureException, 2:a2:CanceledFailureException, 3:a3:CanceledFailureException",
            Result(completed));
        await Prefixes.ReplayAsync(server, typeof(Mapping));
    }

    [Fact]
    public async Task A_failure_cancels_the_calls_that_run_if_asked_for()
    {
        var (server, handler) = await BeginAsync(inputs: 3, MapFailureMode.CancelRemaining);
        await server.Fail("1", "no").RunTaskAsync(handler);
        Assert.Equal(["cancel activity of 6"], server.Tasks[1]);
        var completed = await server.ConfirmCancel("2").RunTaskAsync(handler);
        Assert.Equal(
            "; 0:a0:ActivityFailureException, 1:a1:ActivityFailureException, 2:a2:CanceledFailureException",
            Result(completed));
        await Prefixes.ReplayAsync(server, typeof(Mapping));
    }

    [Fact]
    public async Task A_cancelled_workflow_begins_no_other_call_and_is_cancelled()
    {
        var (server, handler) = await BeginAsync(inputs: 3, MapFailureMode.CollectAll);
        await server.RequestCancel().RunTaskAsync(handler);
        await server.ConfirmCancel("1").ConfirmCancel("2").RunTaskAsync(handler);
        Assert.Equal(["cancelled"], server.Tasks[2]);
        await Prefixes.ReplayAsync(server, typeof(Mapping));
    }

    [Fact]
    public async Task A_mistake_in_the_function_is_thrown_while_other_calls_run()
    {
        var server = new FakeServer(nameof(Mistaken));
        var handler = Handlers.Of<Mistaken>();
        server.StartTask();
        var answer = await handler.HandleAsync(server.ToTask(sticky: true), TestContext.Current.CancellationToken);
        Assert.Equal("a mistake", Assert.IsType<WorkflowTaskAnswer.Failed>(answer).Request.Failure.Message);
    }

    [Fact]
    public async Task All_failures_become_one_that_names_their_positions()
    {
        var server = new FakeServer(nameof(Strict));
        var handler = Handlers.Of<Strict>();
        await server.RunTaskAsync(handler);
        var completed = await server.Fail("1", "one").Complete("2").Fail("3", "three").RunTaskAsync(handler);
        var failure = completed.Commands[0].FailWorkflowExecutionCommandAttributes.Failure;
        Assert.Equal(
            "2 of 3 inputs failed, at positions 0, 2. The first failure: Activity task failed: one",
            failure.Message);
        Assert.Equal("MapFailed", failure.ApplicationFailureInfo.Type);
        Assert.Equal("one", failure.Cause.Cause.Message);
    }

    [Fact]
    public async Task The_cause_is_the_failure_and_not_a_call_that_was_cancelled_because_of_it()
    {
        var server = new FakeServer(nameof(Hasty));
        var handler = Handlers.Of<Hasty>();
        await server.RunTaskAsync(handler);
        await server.Fail("2", "two").RunTaskAsync(handler);
        var completed = await server.ConfirmCancel("1").RunTaskAsync(handler);
        var failure = completed.Commands[0].FailWorkflowExecutionCommandAttributes.Failure;
        Assert.Equal(
            "2 of 2 inputs failed, at positions 0, 1. The first failure: Activity task failed: two",
            failure.Message);
        Assert.Equal("two", failure.Cause.Cause.Message);
    }

    [Fact]
    public async Task Without_inputs_nothing_is_called()
    {
        var (server, _) = await BeginAsync(inputs: 0, MapFailureMode.CollectAll);
        Assert.Equal(["complete \"; \""], server.Tasks[0]);
    }

    [Theory]
    [InlineData("limit", "maxConcurrency")]
    [InlineData("mode", "failureMode")]
    [InlineData("inputs", "inputs")]
    [InlineData("function", "function")]
    public async Task A_wrong_argument_is_named(string wrong, string parameter)
    {
        var server = new FakeServer(nameof(Wrong), wrong);
        server.StartTask();
        var answer = await Handlers.Of<Wrong>().HandleAsync(
            server.ToTask(sticky: true), TestContext.Current.CancellationToken);
        Assert.Contains(
            $"'{parameter}'",
            Assert.IsType<WorkflowTaskAnswer.Failed>(answer).Request.Failure.Message,
            StringComparison.Ordinal);
    }

    private static async Task<(FakeServer Server, WorkflowTaskHandler Handler)> BeginAsync(
        int inputs, MapFailureMode mode)
    {
        var server = new FakeServer(nameof(Mapping), inputs, (int)mode);
        var handler = Handlers.Of<Mapping>();
        await server.RunTaskAsync(handler);
        return (server, handler);
    }

    private static string Result(Api.WorkflowService.V1.RespondWorkflowTaskCompletedRequest completed) =>
        completed.Commands[0].CompleteWorkflowExecutionCommandAttributes.Result.Payloads_[0].Data.ToStringUtf8()
            .Trim('"');

    [Workflow]
    public class Mapping
    {
        [WorkflowRun]
        public async Task<string> RunAsync(int count, int mode)
        {
            var result = await Workflow.MapAsync(
                Enumerable.Range(0, count).Select(i => $"a{i}"),
                name => Workflow.ExecuteActivityAsync<string>(name, [], new()
                {
                    StartToCloseTimeout = TimeSpan.FromMinutes(1),
                    CancellationType = ActivityCancellationType.WaitCancellationCompleted,
                }),
                maxConcurrency: 2,
                (MapFailureMode)mode);
            var failures = result.Failures.Select(f => $"{f.Index}:{f.Input}:{f.Error.GetType().Name}");
            return $"{string.Join(" ", result.Outputs)}; {string.Join(", ", failures)}";
        }
    }

    [Workflow]
    public class Mistaken
    {
        [WorkflowRun]
        public Task RunAsync() => Workflow.MapAsync(
            [1, 2],
            async number =>
            {
                if (number == 2)
                {
                    throw new InvalidOperationException("a mistake");
                }

                await Workflow.DelayAsync(TimeSpan.FromDays(1));
            },
            maxConcurrency: 2);
    }

    [Workflow]
    public class Strict
    {
        [WorkflowRun]
        public async Task RunAsync()
        {
            var result = await Workflow.MapAsync(
                ["a", "b", "c"],
                name => Workflow.ExecuteActivityAsync(
                    name, [], new() { StartToCloseTimeout = TimeSpan.FromMinutes(1) }),
                maxConcurrency: 3);
            result.ThrowIfAnyFailed();
        }
    }

    [Workflow]
    public class Hasty
    {
        [WorkflowRun]
        public async Task RunAsync()
        {
            var result = await Workflow.MapAsync(
                ["a", "b"],
                name => Workflow.ExecuteActivityAsync(name, [], new()
                {
                    StartToCloseTimeout = TimeSpan.FromMinutes(1),
                    CancellationType = ActivityCancellationType.WaitCancellationCompleted,
                }),
                maxConcurrency: 2,
                MapFailureMode.CancelRemaining);
            result.ThrowIfAnyFailed();
        }
    }

    [Workflow]
    public class Wrong
    {
        [WorkflowRun]
        public Task RunAsync(string wrong) => Workflow.MapAsync(
            wrong == "inputs" ? null! : [1],
            wrong == "function" ? null! : new Func<int, Task>(_ => Task.CompletedTask),
            wrong == "limit" ? 0 : 1,
            wrong == "mode" ? (MapFailureMode)9 : default);
    }
}
