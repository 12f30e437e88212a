using Cairn.Api.Enums.V1;
using Cairn.Client;
using Cairn.Client.Schedules;
using Cairn.Workflows;
using Cairn.Runtime;
using Cairn.Worker.Tuning;
using static Cairn.Runtime.CustomMetricMeterOptions;

namespace Cairn.Tests.Sdk.BadInput;

public sealed class OptionRangeTests
{
    private const int Unknown = 77;

    private readonly FakeWorkflowService server = new();
    private readonly CairnClient client;

    public OptionRangeTests() => client = new(new CairnConnection(server));

    [Fact]
    public async Task A_number_that_is_no_value_of_its_enum_is_refused_before_anything_is_sent()
    {
        var handle = client.GetWorkflowHandle("w");
        var schedule = client.GetScheduleHandle("s");
        var (from, to) = (DateTime.UnixEpoch, DateTime.UtcNow);
        await RefusedAsync("IdReusePolicy", () => StartAsync(o => o.IdReusePolicy = (WorkflowIdReusePolicy)Unknown));
        await RefusedAsync(
            "IdConflictPolicy", () => StartAsync(o => o.IdConflictPolicy = (WorkflowIdConflictPolicy)Unknown));
        await RefusedAsync(
            "RejectCondition",
            () => handle.QueryAsync<string>("q", [], new() { RejectCondition = (QueryRejectCondition)Unknown }));
        await RefusedAsync(
            "waitForStage", () => handle.StartUpdateAsync("u", [], new((WorkflowUpdateStage)Unknown)));
        await RefusedAsync(
            "EventFilterType",
            async () =>
            {
                await foreach (var _ in handle.FetchHistoryEventsAsync(
                    new() { EventFilterType = (HistoryEventFilterType)Unknown }))
                {
                }
            });
        await RefusedAsync("Overlap", () => schedule.TriggerAsync(new() { Overlap = (ScheduleOverlapPolicy)Unknown }));
        await RefusedAsync(
            "Overlap", () => schedule.BackfillAsync([new(from, to, (ScheduleOverlapPolicy)Unknown)]));
        Refused(
            "QueryRejectCondition",
            () => _ = new CairnClient(
                client.Connection, new() { QueryRejectCondition = (QueryRejectCondition)Unknown }));
        Refused(
            "unfinishedPolicy",
            () => WorkflowSignalDefinition.CreateWithoutAttribute(
                "s", () => Task.CompletedTask, (HandlerUnfinishedPolicy)Unknown));
        Refused(
            "unfinishedPolicy",
            () => WorkflowUpdateDefinition.CreateWithoutAttribute(
                "u", () => Task.CompletedTask, null, (HandlerUnfinishedPolicy)Unknown));
    }

    [Fact]
    public void Every_enum_that_can_be_set_is_known_to_these_tests()
    {
        // A new one needs a check, and a line here or among the options of workflow code.
        var settable = typeof(CairnClient).Assembly.GetExportedTypes()
            .Where(type => type.Namespace != "Cairn.Generated")
            .Where(type => !type.Namespace!.EndsWith(".Interceptors", StringComparison.Ordinal))
            .Where(type => !type.Name.StartsWith("Pending", StringComparison.Ordinal))
            .Where(type => type != typeof(SlotReserveContext))
            .SelectMany(type => type.GetProperties())
            .Where(p => p.SetMethod is { IsPublic: true })
            .Where(p => (Nullable.GetUnderlyingType(p.PropertyType) ?? p.PropertyType).IsEnum)
            .Select(p => $"{p.DeclaringType!.Name}.{p.Name}")
            .Distinct()
            .Order(StringComparer.Ordinal);
        Assert.Equal(
            [
                "ActivityOptions.CancellationType",
                "CairnClientConnectOptions.QueryRejectCondition",
                "CairnClientOptions.QueryRejectCondition",
                "CairnWorkerOptions.WorkflowStackTrace",
                "ChildWorkflowOptions.CancellationType",
                "ChildWorkflowOptions.IdReusePolicy",
                "ChildWorkflowOptions.ParentClosePolicy",
                "CustomMetricMeterOptions.HistogramDurationFormat",
                "LocalActivityOptions.CancellationType",
                "ScheduleBackfill.Overlap",
                "SchedulePolicy.Overlap",
                "ScheduleTriggerOptions.Overlap",
                "WorkflowHistoryEventFetchOptions.EventFilterType",
                "WorkflowOptions.IdConflictPolicy",
                "WorkflowOptions.IdReusePolicy",
                "WorkflowQueryOptions.RejectCondition",
                "WorkflowSignalAttribute.UnfinishedPolicy",
                "WorkflowStartUpdateWithStartOptions.WaitForStage",
                "WorkflowUpdateAttribute.UnfinishedPolicy",
                "WorkflowUpdateStartOptions.WaitForStage",
            ],
            settable);
    }

    [Fact]
    public async Task Lengths_of_time_of_a_start_are_refused_if_they_are_negative()
    {
        var negative = TimeSpan.FromTicks(-1);
        await RefusedAsync("ExecutionTimeout", () => StartAsync(o => o.ExecutionTimeout = negative));
        await RefusedAsync("RunTimeout", () => StartAsync(o => o.RunTimeout = Timeout.InfiniteTimeSpan));
        await RefusedAsync("TaskTimeout", () => StartAsync(o => o.TaskTimeout = negative));
        await RefusedAsync("StartDelay", () => StartAsync(o => o.StartDelay = negative));
        await RefusedAsync("Timeout", () => StartAsync(o => o.Rpc = new() { Timeout = negative }));
        Refused("Jitter", () => new ScheduleSpec { Jitter = negative }.ToProto());
        Refused("Every", () => new ScheduleIntervalSpec(negative).ToProto());
        Refused("Offset", () => new ScheduleIntervalSpec(TimeSpan.FromDays(1), negative).ToProto());
        Refused("CatchupWindow", () => new SchedulePolicy { CatchupWindow = negative }.ToProto());
    }

    [Fact]
    public void Options_of_a_connection_are_refused_if_they_are_out_of_range()
    {
        Connection("InitialInterval", o => o.RpcRetry.InitialInterval = TimeSpan.FromTicks(-1));
        Connection("MaxInterval", o => o.RpcRetry.MaxInterval = TimeSpan.MaxValue);
        Connection("MaxElapsedTime", o => o.RpcRetry.MaxElapsedTime = TimeSpan.FromTicks(-1));
        Connection("RandomizationFactor", o => o.RpcRetry.RandomizationFactor = 1.1F);
        Connection("RandomizationFactor", o => o.RpcRetry.RandomizationFactor = float.NaN);
        Connection("Multiplier", o => o.RpcRetry.Multiplier = 0.9F);
        Connection("MaxRetries", o => o.RpcRetry.MaxRetries = -1);
        Connection("Interval", o => o.KeepAlive!.Interval = TimeSpan.Zero);
        Connection("Timeout", o => o.KeepAlive!.Timeout = Timeout.InfiniteTimeSpan);
        Connection("PayloadsWarnSize", o => o.PayloadLimits.PayloadsWarnSize = -1);
        Connection("MemoWarnSize", o => o.PayloadLimits.MemoWarnSize = -1);

        void Connection(string option, Action<CairnConnectionOptions> change)
        {
            var options = new CairnConnectionOptions("localhost:1");
            change(options);
            Refused(option, () => _ = new CairnConnection(server, options));
            Refused(option, () => _ = CairnConnection.CreateLazy(options));
        }
    }

    [Fact]
    public void Options_that_must_not_be_null_are_refused_by_name()
    {
        Null("PayloadLimits", () => CairnConnection.CreateLazy(new("localhost:1") { PayloadLimits = null! }));
        Null("GrpcCompression", () => CairnConnection.CreateLazy(new("localhost:1") { GrpcCompression = null! }));
        Null("TimeProvider", () => CairnConnection.CreateLazy(new("localhost:1") { TimeProvider = null! }));
        Null("Namespace", () => new CairnClient(client.Connection, new() { Namespace = null! }));
        Null("LoggerFactory", () => new CairnClient(client.Connection, new() { LoggerFactory = null! }));
        Null("DataConverter", () => new CairnClient(client.Connection, new() { DataConverter = null! }));
        Null(
            "PayloadConverter",
            () => new CairnClient(
                client.Connection,
                new() { DataConverter = Cairn.Converters.DataConverter.Default with { PayloadConverter = null! } }));

        static void Null(string option, Func<object> create) =>
            Assert.Equal(option, Assert.Throws<ArgumentNullException>(create).ParamName);
    }

    [Fact]
    public void Options_of_a_runtime_are_refused_if_they_are_out_of_range()
    {
        var options = new CairnRuntimeOptions(new()
        {
            Metrics = new() { CustomMetricMeterOptions = new() { HistogramDurationFormat = (DurationFormat)9 } },
        });
        Refused("HistogramDurationFormat", () => _ = new CairnRuntime(options));
    }

    private static void Refused(string option, Action call) =>
        Assert.Equal(option, Assert.ThrowsAny<ArgumentOutOfRangeException>(call).ParamName);

    private async Task RefusedAsync(string option, Func<Task> call)
    {
        Assert.Equal(option, (await Assert.ThrowsAnyAsync<ArgumentOutOfRangeException>(call)).ParamName);
        Assert.Empty(server.Rest<Google.Protobuf.IMessage>());
    }

    private Task<WorkflowHandle> StartAsync(Action<WorkflowOptions> change)
    {
        var options = new WorkflowOptions("w", "q");
        change(options);
        return client.StartWorkflowAsync("T", [], options);
    }
}
