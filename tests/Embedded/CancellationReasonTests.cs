using Cairn.Exceptions;
using Cairn.Workflows;

namespace Cairn.Tests.Embedded;

public sealed class CancellationReasonTests : EngineTest
{
    [Fact]
    public async Task The_reason_of_a_client_reaches_the_workflow_and_its_child()
    {
        await using var worker = StartWorker(options => options.AddWorkflow<Waits>().AddWorkflow<Parent>());
        var handle = await Client.StartWorkflowAsync((Parent w) => w.RunAsync(), Id());
        await SoonAsync(ChildAsync());
        await handle.CancelAsync(new() { Reason = "out of stock" });
        Assert.Equal("parent: out of stock, child: out of stock", await SoonAsync(handle.GetResultAsync()));
        await Histories.ReplayAsync(handle, typeof(Parent), typeof(Waits));
    }

    [Fact]
    public async Task The_reason_of_another_workflow_reaches_the_one_that_it_cancels()
    {
        await using var worker = StartWorker(options => options.AddWorkflow<Waits>().AddWorkflow<Canceller>());
        var target = await Client.StartWorkflowAsync((Waits w) => w.RunAsync(), Id("target"));
        var by = await Client.StartWorkflowAsync((Canceller w) => w.RunAsync("target"), Id());
        await SoonAsync(by.GetResultAsync());
        Assert.EndsWith(" with reason: too late", await SoonAsync(target.GetResultAsync()));
        await Histories.ReplayAsync(by, typeof(Canceller));
        await Histories.ReplayAsync(target, typeof(Waits));
    }

    [Fact]
    public async Task A_reason_that_is_too_long_is_refused_where_it_is_given()
    {
        const string expected = "A reason has at most 1,048,576 bytes, but this one has 5,242,880 (Parameter 'Reason')";
        var reason = new string('a', 5 * 1024 * 1024);
        var unknown = Client.GetWorkflowHandle("unknown");
        var error = await Assert.ThrowsAsync<ArgumentException>(() => unknown.CancelAsync(new() { Reason = reason }));
        Assert.Equal(expected, error.Message);
        error = await Assert.ThrowsAsync<ArgumentException>(() => unknown.TerminateAsync(reason));
        Assert.Equal(expected, error.Message);

        await using var worker = StartWorker(options => options.AddWorkflow<TooLong>());
        await Client.StartWorkflowAsync((TooLong w) => w.RunAsync(reason.Length), Id());
        Assert.Equal(expected, await SoonAsync(TaskFailureAsync()));
    }

    // The child is there, so the cancellation is delivered to it.
    private async Task ChildAsync()
    {
        while (true)
        {
            try
            {
                await Client.GetWorkflowHandle("child").DescribeAsync();
                return;
            }
            catch (RpcException e) when (e.Code == RpcException.StatusCode.NotFound)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), TestContext.Current.CancellationToken);
            }
        }
    }

    [Workflow]
    public class Waits
    {
        [WorkflowRun]
        public async Task<string> RunAsync()
        {
            try
            {
                await Workflow.DelayAsync(TimeSpan.FromDays(1));
            }
            catch (Exception e) when (CairnException.IsCanceledException(e))
            {
                // The reason is the result.
            }

            return Workflow.CancellationReason ?? "none";
        }
    }

    [Workflow]
    public class Parent
    {
        [WorkflowRun]
        public async Task<string> RunAsync()
        {
            var child = await Workflow.ExecuteChildWorkflowAsync(
                (Waits w) => w.RunAsync(), new() { Id = "child" });
            return $"parent: {Workflow.CancellationReason}, child: {child}";
        }
    }

    [Workflow]
    public class TooLong
    {
        [WorkflowRun]
        public Task RunAsync(int length) =>
            Workflow.GetExternalWorkflowHandle("other").CancelAsync(new() { Reason = new string('a', length) });
    }

    [Workflow]
    public class Canceller
    {
        [WorkflowRun]
        public Task RunAsync(string id) =>
            Workflow.GetExternalWorkflowHandle(id).CancelAsync(new() { Reason = "too late" });
    }
}
