using Cairn.Exceptions;
using Cairn.Tests.Sdk.Workflows.Kit;
using Cairn.Worker;
using Cairn.Workflows;

namespace Cairn.Tests.Sdk.Workflows;

public class SagaTests
{
    [Fact]
    public async Task Steps_are_undone_last_first_and_the_first_failure_is_the_workflows()
    {
        var (server, handler) = await UntilChargeAsync("in turn");
        await server.Fail("2", "declined").RunTaskAsync(handler);
        Assert.Equal(["activity refund"], server.Tasks[2]);
        await server.Complete("3").RunTaskAsync(handler);
        Assert.Equal(["activity release"], server.Tasks[3]);
        await server.Complete("4").RunTaskAsync(handler);
        Assert.Equal(["fail Activity task failed"], server.Tasks[4]);
        await Prefixes.ReplayAsync(server, typeof(Order));
    }

    [Fact]
    public async Task Undoing_is_not_cancelled_with_the_workflow()
    {
        var (server, handler) = await UntilChargeAsync("in turn");
        await server.RequestCancel().RunTaskAsync(handler);
        Assert.Equal(["cancel activity of 11", "activity refund"], server.Tasks[2]);
        await server.Complete("3").RunTaskAsync(handler);
        await server.Complete("4").RunTaskAsync(handler);
        Assert.Equal([["activity release"], ["cancelled"]], server.Tasks[3..]);
        await Prefixes.ReplayAsync(server, typeof(Order));
    }

    [Fact]
    public async Task A_mistake_in_the_code_undoes_nothing()
    {
        var (server, handler) = await UntilChargeAsync("mistake");
        server.Complete("2").StartTask();
        var answer = await handler.HandleAsync(server.ToTask(sticky: true), TestContext.Current.CancellationToken);
        Assert.Equal("a mistake", Assert.IsType<WorkflowTaskAnswer.Failed>(answer).Request.Failure.Message);
    }

    [Fact]
    public async Task After_the_pivot_nothing_is_undone()
    {
        var (server, handler) = await UntilChargeAsync("pivot");
        await server.Complete("2").RunTaskAsync(handler);
        Assert.Equal(["fail after the pivot"], server.Tasks[2]);
    }

    [Fact]
    public async Task Steps_can_be_undone_all_at_once()
    {
        var (server, handler) = await UntilChargeAsync("parallel");
        await server.Fail("2", "declined").RunTaskAsync(handler);
        Assert.Equal(["activity refund", "activity release"], server.Tasks[2]);
    }

    [Fact]
    public async Task What_cannot_be_undone_is_told_with_the_cause()
    {
        var (server, handler) = await UntilChargeAsync("in turn");
        await server.Fail("2", "declined").RunTaskAsync(handler);
        await server.Fail("3", "no refund").RunTaskAsync(handler);
        Assert.Equal(["activity release"], server.Tasks[3]);
        var completed = await server.Complete("4").RunTaskAsync(handler);
        var failure = completed.Commands[0].FailWorkflowExecutionCommandAttributes.Failure;
        Assert.Equal("CompensationFailed", failure.ApplicationFailureInfo.Type);
        Assert.True(failure.ApplicationFailureInfo.NonRetryable);
        Assert.Equal("declined", failure.Cause.Cause.Message);
    }

    [Fact]
    public async Task Undoing_can_stop_at_the_first_failure()
    {
        var (server, handler) = await UntilChargeAsync("stop at error");
        await server.Fail("2", "declined").RunTaskAsync(handler);
        await server.Fail("3", "no refund").RunTaskAsync(handler);
        Assert.Equal(["fail 1 compensation(s) failed: Activity task failed: no refund"], server.Tasks[3]);
    }

    [Fact]
    public async Task A_step_can_be_undone_by_its_result()
    {
        var server = new FakeServer(nameof(ByResult));
        var handler = Handlers.Of<ByResult>();
        await server.RunTaskAsync(handler);
        var completed = await server.Complete("1", "track-7").RunTaskAsync(handler);
        Assert.Equal("\"track-7\"", completed.Commands[0].ScheduleActivityTaskCommandAttributes.Input.Payloads_[0]
            .Data.ToStringUtf8());
    }

    [Fact]
    public async Task Undoing_can_have_a_time_limit()
    {
        var (server, handler) = await UntilChargeAsync("limited");
        await server.Fail("2", "declined").RunTaskAsync(handler);
        Assert.Equal(["timer 1", "activity refund"], server.Tasks[2]);
        await server.FireTimer("1").RunTaskAsync(handler);
        Assert.Equal(
            [
                "cancel activity of 18",
                "fail 2 compensation(s) failed: Activity cancelled; Activity cancelled before scheduled",
            ],
            server.Tasks[3]);
        await Prefixes.ReplayAsync(server, typeof(Order));
    }

    private static async Task<(FakeServer Server, WorkflowTaskHandler Handler)> UntilChargeAsync(string mode)
    {
        var server = new FakeServer(nameof(Order), mode);
        var handler = Handlers.Of<Order>();
        await server.RunTaskAsync(handler);
        await server.Complete("1").RunTaskAsync(handler);
        Assert.Equal([["activity reserve"], ["activity charge"]], server.Tasks);
        return (server, handler);
    }

    [Workflow]
    public class Order
    {
        [WorkflowRun]
        public Task RunAsync(string mode) => Saga.RunAsync(
            async saga =>
            {
                await saga.StepAsync(() => Call("reserve"), () => Call("release"));
                await saga.StepAsync(() => Call("charge"), () => Call("refund"));
                if (mode == "pivot")
                {
                    saga.Pivot();
                    throw new ApplicationFailureException("after the pivot");
                }

                throw new InvalidOperationException("a mistake");
            },
            new()
            {
                Parallel = mode == "parallel",
                ContinueOnError = mode != "stop at error",
                CompensationTimeout = mode == "limited" ? TimeSpan.FromMinutes(1) : null,
            });

        private static Task Call(string activity) => Workflow.ExecuteActivityAsync(
            activity, [], new() { StartToCloseTimeout = TimeSpan.FromMinutes(1) });
    }

    [Workflow]
    public class ByResult
    {
        [WorkflowRun]
        public Task RunAsync() => Saga.RunAsync(async saga =>
        {
            await saga.StepAsync(() => Call<string>("ship"), tracking => Call<string>("recall", tracking));
            throw new ApplicationFailureException("too late");
        });

        private static Task<T> Call<T>(string activity, params object?[] args) => Workflow.ExecuteActivityAsync<T>(
            activity, args, new() { StartToCloseTimeout = TimeSpan.FromMinutes(1) });
    }
}
