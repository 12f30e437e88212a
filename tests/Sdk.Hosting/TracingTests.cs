using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Cairn.Activities;
using Cairn.Api.Enums.V1;
using Cairn.Client;
using Cairn.Exceptions;
using Cairn.Extensions.Hosting;
using Cairn.Extensions.OpenTelemetry;
using Cairn.Workflows;
using Microsoft.Extensions.DependencyInjection;

namespace Cairn.Tests.Sdk.Hosting;

/// <summary>The spans of a host, which are those of Temporal's SDKs.</summary>
public sealed class TracingTests : IDisposable
{
    private static readonly ActivitySource s_own = new("Cairn.Tests.Own");

    private readonly ConcurrentQueue<Activity> spans = [];
    private readonly ActivityListener listener;

    public TracingTests()
    {
        listener = new()
        {
            ShouldListenTo = source => source.Name is "Cairn.Client" or "Cairn.Worker" or "Cairn.Tests.Own",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => listener.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_trace_leads_from_the_caller_over_the_workflow_to_the_activity_and_a_replay_adds_nothing(
        bool isCached)
    {
        using var host = Hosts.Build(services =>
        {
            services.AddCairnTracing();
            services.AddCairn();
            services.AddCairnWorker("queue")
                .AddWorkflow<Traced>().AddWorkflow<TracedChild>().AddStaticActivities<Traced>()
                .ConfigureOptions(options => options.MaxCachedWorkflows = isCached ? 10 : 0);
        });
        await host.StartAsync(Token);
        var client = host.Services.GetRequiredService<ICairnClient>();
        using var caller = s_own.StartActivity("caller")!;
        caller.SetBaggage("tenant", "blue");
        var handle = await client.StartWorkflowAsync((Traced traced) => traced.RunAsync(), new("w", "queue"));
        await handle.SignalAsync(traced => traced.GoAsync());
        Assert.Equal("blue", await handle.GetResultAsync().WaitAsync(TimeSpan.FromMinutes(1), Token));
        await handle.QueryAsync(traced => traced.State());
        caller.Stop();
        await host.StopAsync(Token);

        var trace = spans.Where(span => span.TraceId == caller.TraceId).ToList();
        string[] expected =
        [
            "CompleteWorkflow:Traced < RunWorkflow:Traced",
            "CompleteWorkflow:TracedChild < RunWorkflow:TracedChild",
            "HandleQuery:State < StartWorkflow:Traced",
            "HandleSignal:Go < StartWorkflow:Traced",
            "QueryWorkflow:State < caller",
            "RunActivity:Trace < StartActivity:Trace",
            "RunWorkflow:Traced < StartWorkflow:Traced",
            "RunWorkflow:TracedChild < StartChildWorkflow:TracedChild",
            "SignalWorkflow:Go < caller",
            "StartActivity:Trace < RunWorkflow:Traced",
            "StartChildWorkflow:TracedChild < RunWorkflow:Traced",
            "StartWorkflow:Traced < caller",
            "caller < ",
            "own < RunWorkflow:Traced",
        ];
        // A worker that has not run the first task knows the span of the start, but not that of the run.
        Assert.Equal(
            isCached ? expected : expected.Select(each => each.Split(' ')[0]),
            trace.Select(span =>
                isCached ? $"{span.OperationName} < {NameOf(trace, span.ParentSpanId)}" : span.OperationName)
                .Order(StringComparer.Ordinal));
        var activity = trace.Single(span => span.OperationName == "RunActivity:Trace");
        Assert.Equal("w", activity.GetTagItem("temporalWorkflowID"));
        Assert.Equal(handle.ResultRunId, activity.GetTagItem("temporalRunID"));
        Assert.Equal("1", activity.GetTagItem("temporalActivityID"));
        Assert.Equal((ActivityKind.Server, "Cairn.Worker"), (activity.Kind, activity.Source.Name));
        var signal = trace.Single(span => span.OperationName == "HandleSignal:Go");
        Assert.Equal(
            trace.Single(span => span.OperationName == "SignalWorkflow:Go").SpanId,
            Assert.Single(signal.Links).Context.SpanId);
    }

    [Fact]
    public async Task The_header_is_that_of_Temporals_sdks_and_a_failure_is_an_error()
    {
        using var host = Hosts.Build(services =>
        {
            services.AddCairnTracing();
            services.AddCairn();
            services.AddCairnWorker("queue").AddWorkflow<Failing>();
        });
        await host.StartAsync(Token);
        var client = host.Services.GetRequiredService<ICairnClient>();
        var handle = await client.StartWorkflowAsync((Failing failing) => failing.RunAsync(), new("w", "queue"));
        await Assert.ThrowsAsync<WorkflowFailedException>(
            () => handle.GetResultAsync().WaitAsync(TimeSpan.FromMinutes(1), Token));
        var history = await handle.FetchHistoryAsync();
        await host.StopAsync(Token);

        var header = history.Events.First(e => e.EventType == EventType.WorkflowExecutionStarted)
            .WorkflowExecutionStartedEventAttributes.Header.Fields["_tracer-data"];
        Assert.Equal("json/plain", header.Metadata["encoding"].ToStringUtf8());
        var carrier = JsonSerializer.Deserialize<Dictionary<string, string>>(header.Data.Span)!;
        var end = spans.Single(span => span.OperationName == "CompleteWorkflow:Failing");
        var start = spans.Single(span =>
            span.OperationName == "StartWorkflow:Failing" && span.TraceId == end.TraceId);
        Assert.Equal($"00-{start.TraceId}-{start.SpanId}-01", carrier["traceparent"]);
        Assert.Equal((ActivityStatusCode.Error, "No."), (end.Status, end.StatusDescription));
        Assert.Equal("exception", Assert.Single(end.Events).Name);
    }

    [Fact]
    public async Task A_header_that_cannot_be_read_is_no_trace_and_fails_nothing()
    {
        using var host = Hosts.Build(services =>
        {
            services.AddCairn(new() { Interceptors = [new BrokenHeader()] });
            services.AddCairnTracing();
            services.AddCairnWorker("queue").AddWorkflow<TracedChild>();
        });
        await host.StartAsync(Token);
        var client = host.Services.GetRequiredService<ICairnClient>();
        await client.ExecuteWorkflowAsync((TracedChild child) => child.RunAsync(), new("w", "queue"))
            .WaitAsync(TimeSpan.FromMinutes(1), Token);
        await host.StopAsync(Token);
    }

    private static string NameOf(List<Activity> trace, ActivitySpanId id) =>
        trace.SingleOrDefault(span => span.SpanId == id)?.OperationName ?? string.Empty;

    [Workflow]
    public class Traced
    {
        private bool mayGo;

        [Activity]
        public static string Trace() => Activity.Current?.GetBaggageItem("tenant") ?? "none";

        [WorkflowRun]
        public async Task<string> RunAsync()
        {
            await Workflow.WaitConditionAsync(() => mayGo);
            using (s_own.TrackWorkflowDiagnosticActivity("own"))
            {
            }

            await Workflow.ExecuteChildWorkflowAsync((TracedChild child) => child.RunAsync());
            return await Workflow.ExecuteActivityAsync(
                () => Trace(), new() { StartToCloseTimeout = TimeSpan.FromMinutes(1) });
        }

        [WorkflowSignal]
        public Task GoAsync()
        {
            mayGo = true;
            return Task.CompletedTask;
        }

        [WorkflowQuery]
        public bool State() => mayGo;
    }

    [Workflow]
    public class TracedChild
    {
        [WorkflowRun]
        public Task RunAsync() => Task.CompletedTask;
    }

    [Workflow]
    public class Failing
    {
        [WorkflowRun]
        public Task RunAsync() => throw new ApplicationFailureException("No.", nonRetryable: true);
    }
}
