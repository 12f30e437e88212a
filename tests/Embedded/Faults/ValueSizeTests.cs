using System.Collections.Concurrent;
using Cairn.Activities;
using Cairn.Api.Enums.V1;
using Cairn.Client;
using Cairn.Client.Schedules;
using Cairn.Exceptions;
using Cairn.Workflows;
using Microsoft.Extensions.Logging;

namespace Cairn.Tests.Embedded.Faults;

/// <summary>Values above the limit of the server, or of a warning.</summary>
public sealed class ValueSizeTests : EngineTest
{
    private const int Mebibyte = 1 << 20;

    public static TheoryData<string> WorkflowCalls => new()
    {
        "activity", "child", "signal", "continue as new", "result", "local activity", "child memo", "memo",
    };

    public static TheoryData<string> ClientCalls => new() { "start", "signal", "query", "update", "schedule", "memo" };

    [Theory]
    [MemberData(nameof(WorkflowCalls))]
    public async Task A_value_of_a_workflow_above_the_limit_fails_its_task_and_is_named(string what)
    {
        await using var worker = StartWorker(
            options => options.AddWorkflow<SendsLarge>().AddAllActivities(typeof(LargeActs), null));
        var handle = await Client.StartWorkflowAsync((SendsLarge w) => w.RunAsync(what), Id());

        var error = await SoonAsync(TaskFailureAsync());

        Assert.StartsWith(
            "[CAIRN1011] The server takes at most 2,097,152 bytes, but ", error, StringComparison.Ordinal);
        Assert.Contains(
            what switch
            {
                "activity" => "the arguments of activity TakeLarge in workflow SendsLarge would take 3,1",
                "child" => "the arguments of workflow LargeChild in workflow SendsLarge would take 3,1",
                "signal" => "the arguments of signal Large in workflow SendsLarge would take 3,1",
                "continue as new" => "the arguments of workflow SendsLarge in workflow SendsLarge would take",
                "result" => "the result of workflow SendsLarge would take 3,1",
                "local activity" => "the result of local activity LargeLocal in workflow SendsLarge would",
                _ => "the memo would take",
            },
            error,
            StringComparison.Ordinal);
        if (what == "activity")
        {
            Assert.Contains("The largest is number 2 (bytes) with 3,145,", error, StringComparison.Ordinal);
        }

        Assert.Equal(WorkflowExecutionStatus.Running, (await handle.DescribeAsync()).Status);
        var history = await handle.FetchHistoryAsync();
        Assert.Contains(history.Events, e => e.WorkflowTaskFailedEventAttributes?.Cause
            == WorkflowTaskFailedCause.PayloadsTooLarge);
    }

    [Theory]
    [MemberData(nameof(ClientCalls))]
    public async Task A_value_of_a_client_above_the_limit_fails_its_call_and_is_named(string what)
    {
        var error = await Assert.ThrowsAsync<ArgumentException>(() => SoonAsync(CallAsync(Client, what)));

        Assert.StartsWith(
            "[CAIRN1011] The server takes at most 2,097,152 bytes, but ", error.Message, StringComparison.Ordinal);
        Assert.Contains(
            what switch
            {
                "start" or "schedule" => "the arguments of workflow LargeChild would take",
                "memo" => "the memo would take",
                _ => $"the arguments of {what} Large would take",
            },
            error.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_may_leave_the_limit_to_the_server()
    {
        var options = new CairnClientOptions { Namespace = Client.Options.Namespace };
        Client.Connection.Options.PayloadLimits.DisablePayloadErrorLimit = true;
        var refusal = await Assert.ThrowsAsync<RpcException>(
            () => SoonAsync(CallAsync(NewClient(options), "start")));
        Assert.Equal(RpcException.StatusCode.InvalidArgument, refusal.Code);
    }

    [Theory]
    [InlineData("LargeResult", "PayloadsTooLarge", "the result of activity LargeResult would take 3,1")]
    [InlineData("LargeHeartbeat", "HeartbeatRecordFailure", "the details of a heartbeat of activity 1 would take 3,1")]
    public async Task A_value_of_an_activity_above_the_limit_fails_it_and_is_named(
        string activity, string type, string text)
    {
        await using var worker = StartWorker(
            options => options.AddWorkflow<SendsLarge>().AddAllActivities(typeof(LargeActs), null));
        Exception? failure = await Assert.ThrowsAsync<WorkflowFailedException>(() => SoonAsync(
            Client.ExecuteWorkflowAsync((SendsLarge w) => w.RunAsync(activity), Id())));
        while (failure is not (null or ApplicationFailureException))
        {
            failure = failure.InnerException;
        }

        var reason = Assert.IsType<ApplicationFailureException>(failure);
        Assert.Equal(type, reason.ErrorType);
        Assert.Contains(text, reason.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_worker_may_leave_the_limit_to_the_server()
    {
        await using var worker = StartWorker(options =>
        {
            options.DisablePayloadErrorLimit = true;
            options.AddWorkflow<SendsLarge>().AddAllActivities(typeof(LargeActs), null);
        });
        var failure = await Assert.ThrowsAsync<WorkflowFailedException>(() => SoonAsync(
            Client.ExecuteWorkflowAsync((SendsLarge w) => w.RunAsync("activity"), Id())));
        Assert.IsType<TerminatedFailureException>(failure.InnerException);
    }

    [Fact]
    public async Task A_large_value_is_sent_with_a_warning()
    {
        var log = new LineLog();
        var client = NewClient(new() { LoggerFactory = log });
        await using var worker = StartWorker(
            client, options => options.AddWorkflow<SendsLarge>().AddAllActivities(typeof(LargeActs), null));
        var options = Id();
        options.Memo = new Dictionary<string, object> { ["note"] = new string('x', 3000) };
        await SoonAsync(client.ExecuteWorkflowAsync((SendsLarge w) => w.RunAsync("warn"), options));
        foreach (var expected in (string[])[
            "[CAIRN1011] Sending the memo takes 3",
            "[CAIRN1011] Sending the arguments of activity TakeLarge in workflow SendsLarge takes 6",
            "[CAIRN1011] Sending the result of activity WarnResult takes 6",
            ])
        {
            Assert.Contains(log.Lines, line => line.Contains(expected, StringComparison.Ordinal));
        }
    }

    private static async Task CallAsync(ICairnClient client, string what)
    {
        var large = new byte[3 * Mebibyte];
        var handle = client.GetWorkflowHandle("w");
        switch (what)
        {
            case "start":
                await client.StartWorkflowAsync("LargeChild", [large], Id());
                break;
            case "memo":
                await client.StartWorkflowAsync(
                    "LargeChild", [], new("w", Queue) { Memo = new Dictionary<string, object> { ["large"] = large } });
                break;
            case "signal":
                await handle.SignalAsync("Large", [large]);
                break;
            case "query":
                await handle.QueryAsync<string>("Large", [large]);
                break;
            case "update":
                await handle.ExecuteUpdateAsync("Large", [large]);
                break;
            case "schedule":
                await client.CreateScheduleAsync("s", new(
                    ScheduleActionStartWorkflow.Create("LargeChild", [large], Id()),
                    new() { Intervals = [new(TimeSpan.FromDays(1))] }));
                break;
        }
    }

    private sealed class LineLog : ILoggerFactory, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter) => Lines.Enqueue(formatter(state, exception));

        public void Dispose()
        {
        }
    }

    public static class LargeActs
    {
        [Activity]
        public static void TakeLarge(string name, byte[] bytes) => ArgumentNullException.ThrowIfNull(bytes, name);

        [Activity]
        public static byte[] LargeResult() => new byte[3 * Mebibyte];

        [Activity]
        public static byte[] LargeLocal() => new byte[3 * Mebibyte];

        [Activity]
        public static byte[] WarnResult() => new byte[600_000];

        [Activity]
        public static async Task LargeHeartbeat()
        {
            var context = ActivityExecutionContext.Current;
            context.Heartbeat(new byte[3 * Mebibyte]);
            await Task.Delay(Timeout.InfiniteTimeSpan, context.CancellationToken);
        }
    }

    [Workflow]
    public class SendsLarge
    {
        private static readonly ActivityOptions Once = new()
        {
            StartToCloseTimeout = TimeSpan.FromMinutes(5), RetryPolicy = new() { MaximumAttempts = 1 },
        };

        [WorkflowRun]
        public async Task<byte[]?> RunAsync(string what)
        {
            var large = new byte[3 * Mebibyte];
            var memo = new Dictionary<string, object> { ["large"] = large };
            switch (what)
            {
                case "activity":
                    await Workflow.ExecuteActivityAsync(() => LargeActs.TakeLarge("name", large), Once);
                    break;
                case "warn":
                    await Workflow.ExecuteActivityAsync(() => LargeActs.TakeLarge("name", new byte[600_000]), Once);
                    await Workflow.ExecuteActivityAsync(() => LargeActs.WarnResult(), Once);
                    break;
                case "child":
                    await Workflow.StartChildWorkflowAsync("LargeChild", [large]);
                    break;
                case "child memo":
                    await Workflow.StartChildWorkflowAsync("LargeChild", [], new() { Memo = memo });
                    break;
                case "signal":
                    await Workflow.GetExternalWorkflowHandle("other").SignalAsync("Large", [large]);
                    break;
                case "continue as new":
                    throw Workflow.CreateContinueAsNewException(nameof(SendsLarge), ["result", large]);
                case "result":
                    return large;
                case "local activity":
                    await Workflow.ExecuteLocalActivityAsync(
                        () => LargeActs.LargeLocal(), new() { StartToCloseTimeout = TimeSpan.FromMinutes(1) });
                    break;
                case "memo":
                    Workflow.UpsertMemo(MemoUpdate.ValueSet("large", large));
                    break;
                default:
                    await Workflow.ExecuteActivityAsync(what, [], Once);
                    break;
            }

            await Workflow.WaitConditionAsync(() => what == "warn");
            return null;
        }
    }
}
