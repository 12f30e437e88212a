using System.Collections.Concurrent;
using Cairn.Activities;
using Cairn.Client;
using Cairn.Client.Schedules;
using Cairn.Converters;
using Cairn.Exceptions;
using Cairn.Worker;
using Cairn.Workflows;

namespace Cairn.Tests.Embedded;

/// <summary>Converters and codecs that depend on the workflow or activity whose values they convert.</summary>
public sealed class SerializationContextTests : EngineTest
{
    private static readonly ISerializationContext
        Own = new ISerializationContext.Workflow("default", "w"),
        Child = new ISerializationContext.Workflow("default", "w-child"),
        Other = new ISerializationContext.Workflow("default", "other");

    private readonly DataConverter converter;
    private readonly ConcurrentDictionary<string, int> contexts;

    public SerializationContextTests() => (converter, contexts) = SigningConverter.New();

    [Theory]
    [InlineData(1000)]
    [InlineData(0)]
    public async Task All_values_of_a_workflow_have_its_context_and_those_of_its_calls_have_theirs(int cached)
    {
        var client = NewClient(new() { DataConverter = converter });
        await using var worker = StartWorker(client, options => Configure(options, cached));
        await client.StartWorkflowAsync((Listens w) => w.RunAsync(), Id("other"));
        var options = new WorkflowOptions("w", Queue)
        {
            Memo = new Dictionary<string, object> { ["memo"] = "of the start" },
            StaticSummary = "summary",
        };
        options.SignalWithStart((ManyValues w) => w.NoteAsync("first"));
        var handle = await client.StartWorkflowAsync((ManyValues w) => w.RunAsync("begin"), options);
        await SoonAsync(handle.SignalAsync(w => w.NoteAsync("second")));
        Assert.Equal("asked", await SoonAsync(handle.QueryAsync(w => w.Echo("asked"))));
        Assert.Equal("summary", await (await handle.DescribeAsync()).GetStaticSummaryAsync());
        var update = await SoonAsync(Assert.ThrowsAsync<WorkflowUpdateFailedException>(
            () => handle.ExecuteUpdateAsync(w => w.PutAsync("refused"))));
        var refused = Assert.IsType<ApplicationFailureException>(update.InnerException);
        Assert.Equal("why", refused.Details.ElementAt<string>(0));
        Assert.Equal("put", await SoonAsync(handle.ExecuteUpdateAsync(w => w.PutAsync("put"))));

        var result = await SoonAsync(handle.GetResultAsync());

        Assert.Equal(
            "first, second, put, half, failed because, local, local failed because, of the child, "
            + "child failed because, of the start",
            result);
        Assert.Equal("later", await (await handle.DescribeAsync()).Memo["memo"].ToValueAsync<string>());
        await foreach (var listed in client.ListWorkflowsAsync("WorkflowId = 'w'"))
        {
            Assert.NotNull(await listed.Memo["memo"].ToValueAsync<string>());
        }

        Assert.Equal("heard", await SoonAsync(client.GetWorkflowHandle("other").GetResultAsync<string>()));
        Assert.DoesNotContain(contexts.Keys, key => key.EndsWith("none", StringComparison.Ordinal));
        foreach (var context in Expected())
        {
            Assert.Contains($"codec: {context}", contexts.Keys);
            Assert.Contains($"converter: {context}", contexts.Keys);
        }

        Assert.Equal(Expected().Select(one => $"codec: {one}").Order(), contexts.Keys.Where(IsOfCodec).Order());
        Assert.Contains($"failures: {Own}", contexts.Keys);
        Assert.Contains($"failures: {Child}", contexts.Keys);
        Assert.Contains($"failures: {Call("2", "FailWithDetail")}", contexts.Keys);
    }

    [Fact]
    public async Task A_replay_reads_values_in_the_same_contexts()
    {
        var client = NewClient(new() { DataConverter = converter });
        await using (StartWorker(client, options => Configure(options, 1000)))
        {
            await client.StartWorkflowAsync((Listens w) => w.RunAsync(), Id("other"));
            var handle = await client.StartWorkflowAsync((ManyValues w) => w.RunAsync("begin"), Id());
            await SoonAsync(handle.ExecuteUpdateAsync(w => w.PutAsync("put")));
            await handle.SignalAsync(w => w.NoteAsync("first"));
            await handle.SignalAsync(w => w.NoteAsync("second"));
            await SoonAsync(handle.GetResultAsync());
        }

        var first = await FirstRunAsync();
        var replayer = new WorkflowReplayer(
            new WorkflowReplayerOptions { DataConverter = converter, Namespace = "default" }.AddWorkflow<ManyValues>());
        var result = await replayer.ReplayWorkflowAsync(
            await client.GetWorkflowHandle("w", first).FetchHistoryAsync(),
            throwOnReplayFailure: false,
            TestContext.Current.CancellationToken);
        Assert.Null(result.ReplayFailure);
    }

    [Fact]
    public async Task The_action_of_a_schedule_has_the_context_of_its_workflow_id()
    {
        var client = NewClient(new() { DataConverter = converter });
        var options = new WorkflowOptions("of-schedule", Queue) { Memo = new Dictionary<string, object> { ["m"] = 1 } };
        var handle = await client.CreateScheduleAsync("s", new(
            ScheduleActionStartWorkflow.Create((ManyValues w) => w.RunAsync("scheduled"), options),
            new() { Intervals = [new(TimeSpan.FromDays(1))] }));
        var action = (ScheduleActionStartWorkflow)(await handle.DescribeAsync()).Schedule.Action;
        Assert.Equal("scheduled", await ((IEncodedRawValue)action.Args.First()!).ToValueAsync<string>());
        Assert.Equal(
            [$"codec: {new ISerializationContext.Workflow("default", "of-schedule")}"], contexts.Keys.Where(IsOfCodec));
    }

    [Fact]
    public async Task An_activity_that_continues_elsewhere_is_completed_in_its_context()
    {
        var client = NewClient(new() { DataConverter = converter });
        var acts = new Handed();
        await using var worker = StartWorker(
            client, options => options.AddWorkflow<WaitsForHanded>().AddAllActivities(acts));
        var result = client.ExecuteWorkflowAsync((WaitsForHanded w) => w.RunAsync(), Id());
        var info = await SoonAsync(acts.Info.Task);
        var plain = client.GetAsyncActivityHandle("w", null, info.ActivityId);
        var handle = plain.WithSerializationContext(new ISerializationContext.Activity(info));
        await handle.HeartbeatAsync(new() { Details = ["half"] });
        await handle.CompleteAsync("answer");
        Assert.Equal("answer", await SoonAsync(result));
    }

    [Fact]
    public async Task The_failures_of_a_description_are_read_in_the_context_of_what_failed()
    {
        var client = NewClient(new() { DataConverter = converter });
        await using var worker = StartWorker(
            client, options => options.AddWorkflow<CallsFailing>().AddAllActivities(typeof(Plain), null));
        var handle = await client.StartWorkflowAsync((CallsFailing w) => w.RunAsync(), Id());
        PendingActivity? pending = null;
        while (pending?.LastFailure is null)
        {
            pending = (await SoonAsync(handle.DescribeAsync())).PendingActivities.FirstOrDefault();
        }

        var failure = Assert.IsType<ApplicationFailureException>(pending.LastFailure);
        Assert.Equal("not yet", failure.Details.ElementAt<string>(0));
    }

    [Fact]
    public void A_handle_stays_the_same_without_a_converter_that_depends_on_the_context()
    {
        var handle = Client.GetAsyncActivityHandle("w", null, "a");
        Assert.Same(handle, handle.WithSerializationContext(Own));
    }

    [Theory]
    [InlineData("of a workflow")]
    [InlineData("of an activity")]
    public async Task A_converter_that_cannot_be_made_for_a_context_is_reported(string whose)
    {
        var client = NewClient(new()
        {
            DataConverter = DataConverter.Default with { PayloadConverter = new Unmade(whose) },
        });
        if (whose == "of a workflow")
        {
            var error = await Assert.ThrowsAsync<ArgumentException>(
                () => client.StartWorkflowAsync("Any", ["value"], Id()));
            Assert.Contains("not made", error.Message, StringComparison.Ordinal);
            return;
        }

        await using var worker = StartWorker(
            client, options => options.AddWorkflow<CallsOnce>().AddAllActivities(typeof(Plain), null));
        var handle = await client.StartWorkflowAsync((CallsOnce w) => w.RunAsync("x"), Id());
        Assert.Contains("not made", await SoonAsync(TaskFailureAsync()), StringComparison.Ordinal);
        await handle.TerminateAsync();
        await Assert.ThrowsAsync<WorkflowFailedException>(() => SoonAsync(handle.GetResultAsync()));
    }

    private static IEnumerable<ISerializationContext> Expected() =>
    [
        Own,
        Child,
        Other,
        Call("1", "HalfFirst"),
        Call("2", "FailWithDetail"),
        Call("3", "Local") with { IsLocal = true },
        Call("4", "LocalFailing") with { IsLocal = true },
    ];

    private static ISerializationContext.Activity Call(string id, string activity) =>
        new("default", id, "w", nameof(ManyValues), activity, Queue, IsLocal: false);

    private static bool IsOfCodec(string key) => key.StartsWith("codec", StringComparison.Ordinal);

    private static void Configure(CairnWorkerOptions options, int cached)
    {
        options.MaxCachedWorkflows = cached;
        options.AddWorkflow<ManyValues>().AddWorkflow<Listens>().AddAllActivities(typeof(Plain), null);
    }

    private async Task<string> FirstRunAsync()
    {
        var last = Client.GetWorkflowHandle("w");
        await foreach (var e in last.FetchHistoryEventsAsync())
        {
            return e.WorkflowExecutionStartedEventAttributes.FirstExecutionRunId;
        }

        throw new InvalidOperationException("no history");
    }

    public static class Plain
    {
        [Activity]
        public static async Task<string> HalfFirst(string what)
        {
            var context = ActivityExecutionContext.Current;
            if (context.Info.Attempt == 1)
            {
                context.Heartbeat(what);
                throw new ApplicationFailureException("once more");
            }

            return await context.Info.HeartbeatDetailAtAsync<string>(0);
        }

        [Activity]
        public static void FailWithDetail() =>
            throw new ApplicationFailureException("failed", nonRetryable: true, details: ["failed because"]);

        [Activity]
        public static string Local(string what) => what;

        [Activity]
        public static void LocalFailing() =>
            throw new ApplicationFailureException("failed", nonRetryable: true, details: ["local failed because"]);

        [Activity]
        public static string Once(string what) => what;

        [Activity]
        public static void NotYet() => throw new ApplicationFailureException("failed", details: ["not yet"]);
    }

    public sealed class Handed
    {
        public TaskCompletionSource<ActivityInfo> Info { get; } = new();

        [Activity]
        public string HandOn()
        {
            Info.SetResult(ActivityExecutionContext.Current.Info);
            throw new CompleteAsyncException();
        }
    }

    [Workflow]
    public class WaitsForHanded
    {
        [WorkflowRun]
        public Task<string> RunAsync() => Workflow.ExecuteActivityAsync(
            (Handed acts) => acts.HandOn(), new() { StartToCloseTimeout = TimeSpan.FromMinutes(5) });
    }

    [Workflow]
    public class CallsOnce
    {
        [WorkflowRun]
        public Task<string> RunAsync(string what) => Workflow.ExecuteActivityAsync(
            () => Plain.Once(what), new() { StartToCloseTimeout = TimeSpan.FromMinutes(5) });
    }

    [Workflow]
    public class CallsFailing
    {
        [WorkflowRun]
        public Task RunAsync() => Workflow.ExecuteActivityAsync(
            () => Plain.NotYet(),
            new()
            {
                StartToCloseTimeout = TimeSpan.FromMinutes(5),
                RetryPolicy = new() { InitialInterval = TimeSpan.FromHours(1) },
            });
    }

    [Workflow]
    public class Listens
    {
        private string? heard;

        [WorkflowRun]
        public async Task<string> RunAsync()
        {
            await Workflow.WaitConditionAsync(() => heard is not null);
            return heard!;
        }

        [WorkflowSignal]
        public Task HearAsync(string what)
        {
            heard = what;
            return Task.CompletedTask;
        }
    }

    [Workflow]
    public class ManyValues
    {
        private static readonly ActivityOptions Calls = new()
        {
            StartToCloseTimeout = TimeSpan.FromMinutes(5),
            RetryPolicy = new() { InitialInterval = TimeSpan.FromMilliseconds(1) },
            Summary = "a call",
        };

        private static readonly LocalActivityOptions LocalCalls = new()
        {
            StartToCloseTimeout = TimeSpan.FromMinutes(5), IncludeArgumentsInMarker = true,
        };

        private readonly List<string> seen = [];

        [WorkflowRun]
        public async Task<string> RunAsync(string what)
        {
            if (what != "begin")
            {
                return what switch
                {
                    "child" => "of the child",
                    "child fails" => throw new ApplicationFailureException("failed", details: ["child failed because"]),
                    _ => what,
                };
            }

            await Workflow.WaitConditionAsync(() => seen.Count == 3);
            seen.Add(await Workflow.ExecuteActivityAsync(() => Plain.HalfFirst("half"), Calls));
            seen.Add(await DetailAsync(Workflow.ExecuteActivityAsync(() => Plain.FailWithDetail(), Calls)));
            seen.Add(await Workflow.ExecuteLocalActivityAsync(() => Plain.Local("local"), LocalCalls));
            seen.Add(await DetailAsync(Workflow.ExecuteLocalActivityAsync(() => Plain.LocalFailing(), LocalCalls)));
            seen.Add(await RunChildAsync("child"));
            seen.Add(await DetailAsync(RunChildAsync("child fails")));
            await Workflow.GetExternalWorkflowHandle<Listens>("other").SignalAsync(w => w.HearAsync("heard"));
            seen.Add(Workflow.Memo.TryGetValue("memo", out var memo)
                ? Workflow.PayloadConverter.ToValue<string>(memo)
                : "none");
            Workflow.UpsertMemo(MemoUpdate.ValueSet("memo", "later"));
            throw Workflow.CreateContinueAsNewException((ManyValues w) => w.RunAsync(string.Join(", ", seen)));
        }

        [WorkflowSignal]
        public Task NoteAsync(string what)
        {
            seen.Add(what);
            return Task.CompletedTask;
        }

        [WorkflowQuery]
        public string Echo(string what) => what;

        [WorkflowUpdate]
        public Task<string> PutAsync(string what)
        {
            if (what == "refused")
            {
                throw new ApplicationFailureException("refused", details: ["why"]);
            }

            seen.Add(what);
            return Task.FromResult(what);
        }

        private static Task<string> RunChildAsync(string what) => Workflow.ExecuteChildWorkflowAsync(
            (ManyValues w) => w.RunAsync(what),
            new()
            {
                Id = $"{Workflow.Info.WorkflowId}-child",
                Memo = new Dictionary<string, object> { ["memo"] = "of a child" },
                StaticSummary = "a child",
            });

        private static async Task<string> DetailAsync(Task call)
        {
            try
            {
                await call;
                return "no failure";
            }
            catch (FailureException e)
            {
                return ((ApplicationFailureException)e.InnerException!).Details.ElementAt<string>(0);
            }
        }
    }

    private sealed class Unmade(string whose) : IPayloadConverter, IWithSerializationContext<IPayloadConverter>
    {
        public Api.Common.V1.Payload ToPayload(object? value) =>
            DataConverter.Default.PayloadConverter.ToPayload(value);

        public object? ToValue(Api.Common.V1.Payload payload, Type type) =>
            DataConverter.Default.PayloadConverter.ToValue(payload, type);

        public IPayloadConverter WithSerializationContext(ISerializationContext context) =>
            (context is ISerializationContext.Activity) == (whose == "of an activity")
                ? throw new InvalidOperationException("not made")
                : this;
    }
}
