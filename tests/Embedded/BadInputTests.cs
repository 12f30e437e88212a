using Cairn.Api.Enums.V1;
using Cairn.Client;
using Cairn.Exceptions;

namespace Cairn.Tests.Embedded;

public sealed class BadInputTests : EngineTest
{
    [Fact]
    public async Task Empty_ids_are_refused_before_anything_is_sent()
    {
        await Assert.ThrowsAsync<ArgumentException>(() =>
            Client.StartWorkflowAsync((Flows.Waits w) => w.RunAsync(), new WorkflowOptions { TaskQueue = Queue }));
        await Assert.ThrowsAsync<ArgumentException>(() =>
            Client.StartWorkflowAsync((Flows.Waits w) => w.RunAsync(), new WorkflowOptions { Id = "w" }));
    }

    [Fact]
    public async Task An_input_over_two_mebibytes_is_refused_by_the_server_if_the_client_sends_it()
    {
        Client.Connection.Options.PayloadLimits.DisablePayloadErrorLimit = true;
        var refusal = await Assert.ThrowsAsync<RpcException>(() =>
            Client.StartWorkflowAsync("Any", [new byte[3 * 1024 * 1024]], Id()));
        Assert.Equal(RpcException.StatusCode.InvalidArgument, refusal.Code);
        Assert.Equal("Blob data size exceeds limit.", refusal.Message);
    }

    [Fact]
    public async Task A_result_over_two_mebibytes_fails_its_activity_if_the_worker_sends_it()
    {
        await using var worker = StartWorker(options =>
        {
            options.DisablePayloadErrorLimit = true;
            options.AddWorkflow<Flows.LargeResult>().AddAllActivities(new Acts());
        });
        var failure = await Assert.ThrowsAsync<WorkflowFailedException>(() =>
            Client.ExecuteWorkflowAsync((Flows.LargeResult w) => w.RunAsync(), Id()));
        Assert.Contains(
            "Complete result exceeds size limit.",
            failure.InnerException?.InnerException?.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_invalid_retry_policy_is_refused()
    {
        var refusal = await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Client.StartWorkflowAsync(
            (Flows.Waits w) => w.RunAsync(),
            new WorkflowOptions("w", Queue) { RetryPolicy = new() { BackoffCoefficient = 0.5f } }));
        Assert.StartsWith("BackoffCoefficient is 0.5, but must be 1 to ", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_workflow_that_throws_a_plain_exception_stays_open_tells_why_and_goes_on_when_it_is_mended()
    {
        WorkflowHandle<Flows.Broken, string> handle;
        await using (StartWorker(options => options.AddWorkflow<Flows.Broken>()))
        {
            handle = await Client.StartWorkflowAsync((Flows.Broken w) => w.RunAsync(), Id());
            Assert.Contains("a bug in the workflow", await TaskFailureAsync(), StringComparison.Ordinal);
            Assert.Equal(WorkflowExecutionStatus.Running, (await handle.DescribeAsync()).Status);
        }

        await RestartEngineAsync();
        await using var worker = StartWorker(options => options.AddWorkflow<Flows.Fixed>());
        Assert.Equal("mended", await Client.GetWorkflowHandle<Flows.Fixed, string>("w").GetResultAsync());
    }

    [Fact]
    public async Task An_unknown_workflow_type_names_those_that_are_known()
    {
        await using var worker = StartWorker(options => options.AddWorkflow<Flows.Waits>());
        await Client.StartWorkflowAsync("Nobody", [], Id());
        var message = await TaskFailureAsync();
        Assert.Contains("Nobody", message, StringComparison.Ordinal);
        Assert.Contains("Waits", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_activity_without_a_timeout_says_what_it_needs()
    {
        await using var worker = StartWorker(
            options => options.AddWorkflow<Flows.NoTimeout>().AddAllActivities(new Acts()));
        await Client.StartWorkflowAsync((Flows.NoTimeout w) => w.RunAsync(), Id());
        Assert.Contains("StartToCloseTimeout", await TaskFailureAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_activity_that_refuses_for_good_fails_its_workflow()
    {
        await using var worker = StartWorker(
            options => options.AddWorkflow<Flows.Refused>().AddAllActivities(new Acts()));
        var failure = await Assert.ThrowsAsync<WorkflowFailedException>(() =>
            Client.ExecuteWorkflowAsync((Flows.Refused w) => w.RunAsync(), Id()));
        var cause = Assert.IsType<ApplicationFailureException>(failure.InnerException?.InnerException);
        Assert.Equal("Refused", cause.ErrorType);
    }

    [Theory]
    [InlineData("RunsATask", "Task.Run")]
    [InlineData("DelaysATask", "Task.Delay")]
    [InlineData("LeavesItsScheduler", "ConfigureAwait(false)")]
    [InlineData("StartsAThread", "hread")]
    public async Task Code_that_leaves_the_workflow_is_stopped_by_name(string workflow, string construct)
    {
        await using var worker = StartWorker(options => options
            .AddWorkflow<Flows.RunsATask>()
            .AddWorkflow<Flows.DelaysATask>()
            .AddWorkflow<Flows.LeavesItsScheduler>()
            .AddWorkflow<Flows.StartsAThread>());
        await Client.StartWorkflowAsync(workflow, [], Id());
        Assert.Contains(construct, await TaskFailureAsync(), StringComparison.Ordinal);
    }
}
