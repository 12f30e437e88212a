using Cairn.Client;
using Cairn.Converters;
using Cairn.Exceptions;
using Cairn.Testing;
using Cairn.Worker;
using static Cairn.Tests.Testing.Flows;

namespace Cairn.Tests.Testing;

public class FailFastTests
{
    [Fact]
    public async Task The_cause_of_a_failed_task_ends_the_wait_for_its_workflow()
    {
        await using var env = await WorkflowEnvironment.StartTimeSkippingAsync(Quiet());
        using var worker = new CairnWorker(env.Client, new CairnWorkerOptions("q").AddWorkflow<BrokenFlow>());

        var error = await Assert.ThrowsAsync<WorkflowTaskFailedException>(() => worker.RunAsync(
            () => env.Client.ExecuteWorkflowAsync((BrokenFlow flow) => flow.RunAsync(), new("broken", "q"))));

        Assert.Equal("broken", error.WorkflowId);
        Assert.Equal("BrokenFlow", error.WorkflowType);
        Assert.Contains("the code is broken", error.Message, StringComparison.Ordinal);
        Assert.Contains(nameof(BrokenFlow.RunAsync), error.InnerException?.StackTrace, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_cause_is_read_by_a_codec_that_depends_on_the_workflow()
    {
        var options = Quiet();
        options.DataConverter = new(
            new DefaultPayloadConverter(),
            new DefaultFailureConverter.WithEncodedCommonAttributes(),
            new OwnedCodec("nobody"));
        await using var env = await WorkflowEnvironment.StartTimeSkippingAsync(options);
        using var worker = new CairnWorker(env.Client, new CairnWorkerOptions("q").AddWorkflow<BrokenFlow>());

        var error = await Assert.ThrowsAsync<WorkflowTaskFailedException>(() => worker.RunAsync(
            () => env.Client.ExecuteWorkflowAsync((BrokenFlow flow) => flow.RunAsync(), new("broken", "q"))));

        Assert.Contains("the code is broken", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_task_of_a_child_ends_the_wait_for_its_parent()
    {
        await using var env = await WorkflowEnvironment.StartLocalAsync(
            new() { LoggerFactory = Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance });
        using var worker = new CairnWorker(
            env.Client, new CairnWorkerOptions("q").AddWorkflow<ParentFlow>().AddWorkflow<BrokenFlow>());

        var error = await Assert.ThrowsAsync<WorkflowTaskFailedException>(() => worker.RunAsync(
            () => env.Client.ExecuteWorkflowAsync((ParentFlow flow) => flow.RunAsync(), new("parent", "q"))));

        Assert.Equal("child", error.WorkflowId);
    }

    [Fact]
    public async Task A_failed_task_does_not_end_the_wait_for_another_workflow()
    {
        await using var env = await WorkflowEnvironment.StartTimeSkippingAsync(Quiet());
        using var worker = new CairnWorker(
            env.Client, new CairnWorkerOptions("q").AddWorkflow<BrokenFlow>().AddWorkflow<SleepFlow>());

        await worker.RunAsync(async () =>
        {
            await env.Client.StartWorkflowAsync((BrokenFlow flow) => flow.RunAsync(), new("broken", "q"));
            await env.Client.ExecuteWorkflowAsync(
                (SleepFlow flow) => flow.RunAsync(TimeSpan.FromMinutes(1)), new("sleep", "q"));
        });
    }

    [Fact]
    public async Task A_failed_task_ends_no_wait_where_that_is_turned_off()
    {
        var options = Quiet();
        options.ThrowOnWorkflowTaskFailure = false;
        await using var env = await WorkflowEnvironment.StartTimeSkippingAsync(options);
        using var worker = new CairnWorker(env.Client, new CairnWorkerOptions("q").AddWorkflow<BrokenFlow>());

        var error = await Assert.ThrowsAsync<WorkflowFailedException>(() => worker.RunAsync(
            () => env.Client.ExecuteWorkflowAsync(
                (BrokenFlow flow) => flow.RunAsync(), new("broken", "q") { RunTimeout = TimeSpan.FromMinutes(3) })));

        Assert.IsType<TimeoutFailureException>(error.InnerException);
    }

    [Fact]
    public async Task A_workflow_that_nothing_can_wake_is_reported_with_what_it_waits_for()
    {
        var options = Quiet();
        options.IdleTimeout = TimeSpan.FromMilliseconds(200);
        await using var env = await WorkflowEnvironment.StartTimeSkippingAsync(options);
        using var worker = new CairnWorker(env.Client, new CairnWorkerOptions("q").AddWorkflow<WaitFlow>());

        var error = await Assert.ThrowsAsync<WorkflowStuckException>(() => worker.RunAsync(
            () => env.Client.ExecuteWorkflowAsync((WaitFlow flow) => flow.RunAsync(), new("wait", "q"))));

        Assert.Equal("wait", error.WorkflowId);
        Assert.Matches(@"condition at Flows\.cs:\d+", error.WaitsFor);
    }

    [Fact]
    public async Task A_workflow_without_a_worker_is_reported_with_its_task_queue()
    {
        var options = Quiet();
        options.IdleTimeout = TimeSpan.FromMilliseconds(200);
        await using var env = await WorkflowEnvironment.StartTimeSkippingAsync(options);

        var error = await Assert.ThrowsAsync<WorkflowStuckException>(
            () => env.Client.ExecuteWorkflowAsync((WaitFlow flow) => flow.RunAsync(), new("wait", "nowhere")));

        Assert.Contains("none polls task queue nowhere", error.WaitsFor, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Code_that_is_not_deterministic_is_found_by_replay_of_every_task()
    {
        var options = Quiet();
        options.ReplayEveryWorkflowTask = true;
        await using var env = await WorkflowEnvironment.StartTimeSkippingAsync(options);
        using var worker = new CairnWorker(
            env.Client,
            new CairnWorkerOptions("q").AddWorkflow<ForgetfulFlow>().AddAllActivities(new CallActs()));

        var error = await Assert.ThrowsAsync<WorkflowTaskFailedException>(() => worker.RunAsync(
            () => env.Client.ExecuteWorkflowAsync((ForgetfulFlow flow) => flow.RunAsync(), new("forgetful", "q"))));

        Assert.Contains("TMPRL1100", error.Message, StringComparison.OrdinalIgnoreCase);
    }

    private static WorkflowEnvironmentStartTimeSkippingOptions Quiet() =>
        new() { LoggerFactory = Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance };
}
