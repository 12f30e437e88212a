using Cairn.Activities;
using Cairn.Api.Enums.V1;
using Cairn.Client;
using Cairn.Exceptions;
using Cairn.Worker;
using Cairn.Workflows;

namespace Cairn.Tests.Embedded.Faults;

/// <summary>Reports that are larger than a server takes.</summary>
public sealed class MessageSizeTests : EngineTest
{
    private const int Mebibyte = 1 << 20;

    private static readonly ActivityOptions Options = new() { StartToCloseTimeout = TimeSpan.FromMinutes(5) };

    [Fact]
    public async Task Commands_that_do_not_fit_into_one_message_end_the_run_and_say_why()
    {
        await using var worker = StartWorker(
            options => options.AddWorkflow<LargeCommands>().AddAllActivities(typeof(Acts), null));
        var handle = await Client.StartWorkflowAsync((LargeCommands w) => w.RunAsync(), Id());
        var failure = await Assert.ThrowsAsync<WorkflowFailedException>(() => SoonAsync(handle.GetResultAsync()));
        var terminated = Assert.IsType<TerminatedFailureException>(failure.InnerException);
        Assert.Equal("GrpcMessageTooLarge", terminated.Message);
        Assert.Contains("4194304", terminated.Details!.ElementAt<string>(0), StringComparison.Ordinal);
        var history = await handle.FetchHistoryAsync();
        Assert.DoesNotContain(history.Events, e => e.EventType == EventType.WorkflowTaskTimedOut);
    }

    [Fact]
    public async Task A_result_of_five_mebibytes_fails_its_activity_once_and_says_why()
    {
        await using var worker = StartWorker(
            options => Unchecked(options).AddWorkflow<OneCall>().AddAllActivities(typeof(Acts), null));
        var run = Client.ExecuteWorkflowAsync((OneCall w) => w.RunAsync("Huge"), Id());
        var reason = Assert.IsType<ApplicationFailureException>(await ReasonAsync(run));
        Assert.Equal(("GrpcMessageTooLarge", true), (reason.ErrorType, reason.NonRetryable));
        Assert.Contains("activity Huge", reason.Message, StringComparison.Ordinal);
        Assert.Contains("4194304", reason.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failure_of_five_mebibytes_is_reported_without_its_text()
    {
        await using var worker = StartWorker(
            options => options.AddWorkflow<OneCall>().AddAllActivities(typeof(Acts), null));
        var run = Client.ExecuteWorkflowAsync((OneCall w) => w.RunAsync("FailHugely"), Id());
        var reason = Assert.IsType<ApplicationFailureException>(await ReasonAsync(run));
        Assert.Equal("Huge", reason.ErrorType);
        Assert.Contains("could not be reported", reason.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_exception_of_five_mebibytes_fails_its_workflow_task_and_not_the_run()
    {
        await using var worker = StartWorker(options => options.AddWorkflow<ThrowsHugely>());
        var handle = await Client.StartWorkflowAsync((ThrowsHugely w) => w.RunAsync(), Id());
        Assert.Contains("could not be reported", await SoonAsync(TaskFailureAsync()), StringComparison.Ordinal);
        Assert.Equal(WorkflowExecutionStatus.Running, (await handle.DescribeAsync()).Status);
    }

    [Fact]
    public async Task A_heartbeat_of_five_mebibytes_fails_its_attempt_and_says_why()
    {
        await using var worker = StartWorker(
            options => Unchecked(options).AddWorkflow<OneCall>().AddAllActivities(typeof(Acts), null));
        var run = Client.ExecuteWorkflowAsync((OneCall w) => w.RunAsync("HeartbeatHugely"), Id());
        Exception? failure = await Assert.ThrowsAsync<WorkflowFailedException>(() => SoonAsync(run));
        while (failure is not (null or ApplicationFailureException { ErrorType: "HeartbeatRecordFailure" }))
        {
            failure = failure.InnerException;
        }

        Assert.Contains("larger than max", failure!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(2000)]
    public async Task A_failure_nested_deeply_arrives_with_its_first_causes(int depth)
    {
        await using var worker = StartWorker(
            options => options.AddWorkflow<OneCall>().AddWorkflow<FailsDeeply>()
                .AddAllActivities(typeof(Acts), null));
        var failure = await Assert.ThrowsAsync<WorkflowFailedException>(() => SoonAsync(
            Client.ExecuteWorkflowAsync((FailsDeeply w) => w.RunAsync(depth), Id())));
        Assert.Equal($"cause {depth}", failure.InnerException!.InnerException!.Message);
        Assert.Contains("left out", (await ReasonAsync(Client.ExecuteWorkflowAsync(
            (OneCall w) => w.RunAsync("FailDeeply"), Id("w2")))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_answer_of_five_mebibytes_fails_its_query_and_not_the_run(bool withTask)
    {
        await using var worker = StartWorker(options => options.AddWorkflow<LargeAnswer>());
        var handle = await Client.StartWorkflowAsync((LargeAnswer w) => w.RunAsync(), Id());
        if (withTask)
        {
            await handle.SignalAsync(w => w.NoteAsync());
        }

        var failed = await Assert.ThrowsAsync<WorkflowQueryFailedException>(
            () => SoonAsync(handle.QueryAsync(w => w.Everything())));
        Assert.Contains("too large", failed.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(WorkflowExecutionStatus.Running, (await handle.DescribeAsync()).Status);
    }

    [Fact]
    public async Task A_request_of_a_client_that_is_too_large_is_refused()
    {
        Client.Connection.Options.PayloadLimits.DisablePayloadErrorLimit = true;
        var refusal = await Assert.ThrowsAsync<RpcException>(() => SoonAsync(
            Client.StartWorkflowAsync("Any", [new byte[5 * Mebibyte]], Id())));
        Assert.Equal(RpcException.StatusCode.ResourceExhausted, refusal.Code);
    }

    // The worker would not send such a value, as ValueSizeTests show.
    private static CairnWorkerOptions Unchecked(CairnWorkerOptions options)
    {
        options.DisablePayloadErrorLimit = true;
        return options;
    }

    private static ApplicationFailureException Deep(int depth)
    {
        Exception? inner = null;
        for (var i = 1; i <= depth; i++)
        {
            inner = new InvalidOperationException($"cause {i}", inner);
        }

        return new ApplicationFailureException("deep", inner, "Deep", nonRetryable: true);
    }

    public static class Acts
    {
        [Activity]
        public static byte[] Huge() => new byte[5 * Mebibyte];

        [Activity]
        public static void Take(byte[] bytes) => ArgumentNullException.ThrowIfNull(bytes);

        [Activity]
        public static void FailHugely() =>
            throw new ApplicationFailureException(new string('x', 5 * Mebibyte), "Huge", nonRetryable: true);

        [Activity]
        public static void FailDeeply() => throw Deep(300);

        [Activity]
        public static async Task HeartbeatHugely()
        {
            var context = ActivityExecutionContext.Current;
            context.Heartbeat(new byte[5 * Mebibyte]);
            await Task.Delay(Timeout.InfiniteTimeSpan, context.CancellationToken);
        }
    }

    [Workflow]
    public class OneCall
    {
        [WorkflowRun]
        public Task RunAsync(string activity) => Workflow.ExecuteActivityAsync(
            activity,
            [],
            new ActivityOptions
            {
                StartToCloseTimeout = TimeSpan.FromMinutes(5), RetryPolicy = new() { MaximumAttempts = 1 },
            });
    }

    [Workflow]
    public class ThrowsHugely
    {
        [WorkflowRun]
        public Task RunAsync() => throw new InvalidOperationException(new string('x', 5 * Mebibyte));
    }

    [Workflow]
    public class LargeCommands
    {
        [WorkflowRun]
        public Task RunAsync() => Workflow.WhenAllAsync(Enumerable.Range(0, 3).Select(
            _ => Workflow.ExecuteActivityAsync(() => Acts.Take(new byte[1_400_000]), Options)));
    }

    [Workflow]
    public class FailsDeeply
    {
        [WorkflowRun]
        public Task RunAsync(int depth) => throw Deep(depth);
    }

    [Workflow]
    public class LargeAnswer
    {
        [WorkflowRun]
        public Task RunAsync() => Workflow.WaitConditionAsync(() => false);

        [WorkflowSignal]
        public Task NoteAsync() => Task.CompletedTask;

        [WorkflowQuery]
        public byte[] Everything() => new byte[5 * Mebibyte];
    }
}
