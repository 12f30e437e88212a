using Cairn.Api.Enums.V1;
using Cairn.Exceptions;
using Cairn.Tests.Sdk.Workflows.Kit;
using Cairn.Worker;
using Cairn.Workflows;

namespace Cairn.Tests.Sdk.Workflows;

public class ExceptionTests
{
    private static readonly ActivityOptions Minute = new() { StartToCloseTimeout = TimeSpan.FromMinutes(1) };

    [Theory]
    [InlineData("failure", "fail on purpose")]
    [InlineData("again", "continue as new Throws")]
    [InlineData("cancelled", "fail The operation was canceled.")]
    [InlineData("listed by the workflow", "fail Value does not fall within the expected range.")]
    public async Task These_end_the_workflow(string kind, string command)
    {
        var server = new FakeServer(nameof(Throws), kind);
        await server.RunTaskAsync(Handlers.Of<Throws>());
        Assert.Equal([command], server.Tasks[0]);
    }

    [Theory]
    [InlineData("failure", "fail on purpose")]
    [InlineData("again", "continue as new Throws")]
    public async Task A_signal_handler_can_end_the_workflow_too(string kind, string command)
    {
        var server = new FakeServer(nameof(ThrowsInSignal));
        await server.Signal("Throw", kind).RunTaskAsync(Handlers.Of<ThrowsInSignal>());
        Assert.Equal([command], server.Tasks[0]);
    }

    [Theory]
    [InlineData("mistake", nameof(InvalidOperationException))]
    [InlineData("null", nameof(NullReferenceException))]
    public async Task Anything_else_fails_the_task_and_the_workflow_stays_open(string kind, string type)
    {
        var server = new FakeServer(nameof(Throws), kind).StartTask();
        var failed = await FailAsync(server, Handlers.Of<Throws>());
        Assert.Equal(WorkflowTaskFailedCause.WorkflowWorkerUnhandledFailure, failed.Request.Cause);
        Assert.Equal(type, failed.Request.Failure.ApplicationFailureInfo.Type);
    }

    [Fact]
    public async Task A_type_that_the_worker_lists_ends_the_workflow()
    {
        var server = new FakeServer(nameof(Throws), "mistake");
        await server.RunTaskAsync(Handlers.Of([typeof(Throws)], failures: [typeof(InvalidOperationException)]));
        Assert.Equal(["fail a mistake"], server.Tasks[0]);
    }

    [Fact]
    public async Task A_condition_that_throws_fails_the_task()
    {
        var server = new FakeServer(nameof(BadCondition)).StartTask();
        var failed = await FailAsync(server, Handlers.Of<BadCondition>());
        Assert.Equal("no condition", failed.Request.Failure.Message);
    }

    [Fact]
    public async Task A_cancelled_wait_of_a_workflow_that_was_asked_to_cancel_cancels_it()
    {
        var server = new FakeServer(nameof(WaitsForActivity));
        var handler = Handlers.Of<WaitsForActivity>();
        await server.RunTaskAsync(handler);
        await server.RequestCancel().RunTaskAsync(handler);
        Assert.Equal(["cancel activity of 5", "cancelled"], server.Tasks[1]);
        await Prefixes.ReplayAsync(server, typeof(WaitsForActivity));
    }

    [Fact]
    public async Task A_failed_activity_fails_the_workflow_with_its_cause()
    {
        var server = new FakeServer(nameof(WaitsForActivity));
        var handler = Handlers.Of<WaitsForActivity>();
        await server.RunTaskAsync(handler);
        var completed = await server.Fail("1", "no money", "Declined").RunTaskAsync(handler);
        var failure = completed.Commands[0].FailWorkflowExecutionCommandAttributes.Failure;
        Assert.Equal("Activity task failed", failure.Message);
        Assert.Equal("Charge", failure.ActivityFailureInfo.ActivityType.Name);
        Assert.Equal(5, failure.ActivityFailureInfo.ScheduledEventId);
        Assert.Equal(("no money", "Declined"), (failure.Cause.Message, failure.Cause.ApplicationFailureInfo.Type));
    }

    [Fact]
    public async Task An_activity_without_a_timeout_to_close_is_refused()
    {
        var server = new FakeServer(nameof(NoTimeout)).StartTask();
        var failed = await FailAsync(server, Handlers.Of<NoTimeout>());
        Assert.Matches(
            @"^\[CAIRN1002\] Activity A, called at ExceptionTests\.cs:\d+, needs StartToCloseTimeout or "
            + @"ScheduleToCloseTimeout: .+ by \[ActivityDefaults\] on the activity.+ "
            + @"Run 'cairn explain CAIRN1002' for more\.$",
            failed.Request.Failure.Message);
    }

    [Fact]
    public async Task Arguments_that_cannot_be_read_fail_the_task()
    {
        var server = new FakeServer(nameof(TakesOne)).StartTask();
        var failed = await FailAsync(server, Handlers.Of<TakesOne>());
        Assert.Equal("Workflow TakesOne takes 1 arguments or more, but 0 came", failed.Request.Failure.Message);
    }

    [Fact]
    public async Task Arguments_that_cannot_be_read_fail_a_workflow_that_their_exception_fails()
    {
        var server = new FakeServer(nameof(Throws));
        var completed = await server.RunTaskAsync(Handlers.Of<Throws>());
        Assert.Equal(
            "Workflow Throws takes 1 arguments or more, but 0 came",
            completed.Commands[0].FailWorkflowExecutionCommandAttributes.Failure.Message);
    }

    private static async Task<WorkflowTaskAnswer.Failed> FailAsync(FakeServer server, WorkflowTaskHandler handler) =>
        Assert.IsType<WorkflowTaskAnswer.Failed>(
            await handler.HandleAsync(server.ToTask(sticky: false), TestContext.Current.CancellationToken));

    [Workflow]
    public class TakesOne
    {
        [WorkflowRun]
        public Task<string> RunAsync(string one) => Task.FromResult(one);
    }

    [Workflow(FailureExceptionTypes = [typeof(ArgumentException)])]
    public class Throws
    {
        public static Exception Of(string kind) => kind switch
        {
            "failure" => new ApplicationFailureException("on purpose"),
            "again" => Workflow.CreateContinueAsNewException((Throws w) => w.RunAsync("failure")),
            "cancelled" => new OperationCanceledException(),
            "listed by the workflow" => new ArgumentException(message: null),
            "null" => new NullReferenceException(),
            _ => new InvalidOperationException("a mistake"),
        };

        [WorkflowRun]
        public Task RunAsync(string kind) => throw Of(kind);
    }

    [Workflow]
    public class ThrowsInSignal
    {
        [WorkflowRun]
        public Task RunAsync() => Workflow.DelayAsync(Timeout.InfiniteTimeSpan);

        [WorkflowSignal]
        public Task ThrowAsync(string kind) => throw Throws.Of(kind);
    }

    [Workflow]
    public class BadCondition
    {
        [WorkflowRun]
        public Task RunAsync() =>
            Workflow.WaitConditionAsync(() => throw new InvalidOperationException("no condition"));
    }

    [Workflow]
    public class WaitsForActivity
    {
        [WorkflowRun]
        public Task RunAsync() => Workflow.ExecuteActivityAsync("Charge", [], Minute);
    }

    [Workflow]
    public class NoTimeout
    {
        [WorkflowRun]
        public Task RunAsync() => Workflow.ExecuteActivityAsync("A", [], new());
    }
}
