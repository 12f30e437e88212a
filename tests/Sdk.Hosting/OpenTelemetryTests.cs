using System.Diagnostics;
using Cairn.Activities;
using Cairn.Client;
using Cairn.Exceptions;
using Cairn.Extensions.Hosting;
using Cairn.Workflows;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Cairn.Tests.Sdk.Hosting;

/// <summary>What OpenTelemetry itself collects of a host, by two lines of its configuration.</summary>
[Collection(nameof(AloneCollection))]
public sealed class OpenTelemetryTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task OpenTelemetry_joins_the_spans_and_has_the_metrics_of_client_worker_and_activities(bool isRemote)
    {
        await using var server = await TestServer.StartAsync();
        var queue = $"otel-{isRemote}";
        List<Activity> spans = [];
        List<MetricSnapshot> metrics = [];
        using var host = Hosts.Build(services =>
        {
            services.AddOpenTelemetry()
                .WithTracing(tracing => tracing.AddSource("Cairn.Client", "Cairn.Worker").AddInMemoryExporter(spans))
                .WithMetrics(meters => meters.AddMeter("Cairn").AddInMemoryExporter(metrics));
            services.AddCairnTracing();
            if (isRemote)
            {
                services.AddCairnClient(server.Target);
            }
            else
            {
                services.AddCairn();
            }

            services.AddCairnWorker(queue).AddWorkflow<Observed>().AddStaticActivities<Observed>();
        });
        await RunAsync(host, queue);
        host.Services.GetRequiredService<TracerProvider>().ForceFlush();
        host.Services.GetRequiredService<MeterProvider>().ForceFlush();

        var start = spans.First(span => span.OperationName == "StartWorkflow:Observed");
        var trace = spans.Where(span => span.TraceId == start.TraceId).ToList();
        var run = trace.Single(span => span.OperationName == "RunWorkflow:Observed");
        var scheduled = trace.Single(span => span.OperationName == "StartActivity:Act");
        var act = trace.Single(span => span.OperationName == "RunActivity:Act");
        Assert.Equal(start.SpanId, run.ParentSpanId);
        Assert.Equal(run.SpanId, scheduled.ParentSpanId);
        Assert.Equal(scheduled.SpanId, act.ParentSpanId);
        Assert.Equal(("Cairn.Client", "Cairn.Worker"), (start.Source.Name, act.Source.Name));

        string[] expected =
        [
            "temporal_request operation=StartWorkflowExecution 2",
            "temporal_request_latency operation=StartWorkflowExecution 2",
            "temporal_request operation=SignalWorkflowExecution 2",
            "temporal_request_failure operation=DescribeWorkflowExecution,status_code=NOT_FOUND 1",
            "temporal_local_activity_total activity_type=Near 2",
            "temporal_local_activity_execution_latency activity_type=Near 2",
            "temporal_local_activity_succeed_endtoend_latency activity_type=Near 2",
            "temporal_activity_execution_latency activity_type=Act 2",
            "temporal_workflow_completed workflow_type=Observed 2",
            "temporal_worker_start  1",
        ];
        var found = metrics.SelectMany(metric => Describe(metric, queue)).ToHashSet();
        Assert.All(expected, each => Assert.Contains(each, found));
        Assert.Contains(found, each => each.StartsWith(
            "temporal_long_request operation=PollWorkflowTaskQueue ", StringComparison.Ordinal));
        Assert.Contains(found, each => each.StartsWith(
            "temporal_long_request_latency operation=PollActivityTaskQueue ", StringComparison.Ordinal));
        Assert.DoesNotContain(
            found, each => each.StartsWith("temporal_long_request_failure", StringComparison.Ordinal));
        foreach (var name in new[] { "workflow_task", "sticky_workflow_task", "activity_task" })
        {
            Assert.Contains($"temporal_num_pollers poller_type={name} 0", found);
        }

        Assert.Contains("temporal_sticky_cache_size  0", found);
        Assert.Contains(found, each => each.StartsWith("temporal_sticky_cache_hit ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_cache_that_is_too_small_shows_in_its_metrics()
    {
        List<MetricSnapshot> metrics = [];
        using var host = Hosts.Build(services =>
        {
            services.AddOpenTelemetry()
                .WithMetrics(meters => meters.AddMeter("Cairn").AddInMemoryExporter(metrics));
            services.AddCairn();
            services.AddCairnWorker("small").AddWorkflow<Observed>().AddStaticActivities<Observed>()
                .ConfigureOptions(options => options.MaxCachedWorkflows = 1);
        });
        await RunAsync(host, "small");
        host.Services.GetRequiredService<MeterProvider>().ForceFlush();

        var found = metrics.SelectMany(metric => Describe(metric, "small")).ToHashSet();
        Assert.Contains(found, each =>
            each.StartsWith("temporal_sticky_cache_total_forced_eviction ", StringComparison.Ordinal));
        Assert.Contains(found, each => each.StartsWith("temporal_sticky_cache_miss ", StringComparison.Ordinal));
    }

    // Two runs at a time, which wait until both have begun.
    private static async Task RunAsync(IHost host, string queue)
    {
        await host.StartAsync(Token);
        var client = host.Services.GetRequiredService<ICairnClient>();
        foreach (var id in new[] { "a", "b" })
        {
            var handle = await client.StartWorkflowAsync(
                (Observed observed) => observed.RunAsync(), new(id, queue));
            await handle.QueryAsync(observed => observed.MayGo());
        }

        foreach (var id in new[] { "a", "b" })
        {
            await client.GetWorkflowHandle<Observed>(id).SignalAsync(observed => observed.GoAsync());
            await client.GetWorkflowHandle(id).GetResultAsync().WaitAsync(TimeSpan.FromMinutes(1), Token);
        }

        await Assert.ThrowsAsync<RpcException>(() => client.GetWorkflowHandle("nothing").DescribeAsync());
        await host.StopAsync(Token);
    }

    // One line for each point that is of this host, or of no queue at all: name, tags and the number of values.
    private static IEnumerable<string> Describe(MetricSnapshot metric, string queue)
    {
        foreach (var point in metric.MetricPoints)
        {
            var tags = new SortedDictionary<string, object?>(StringComparer.Ordinal);
            foreach (var (key, value) in point.Tags)
            {
                tags.Add(key, value);
            }

            Assert.Equal("default", tags.GetValueOrDefault("namespace", "default"));
            if (Equals(tags.GetValueOrDefault("task_queue", queue), queue))
            {
                var value = metric.MetricType switch
                {
                    MetricType.LongSum => point.GetSumLong(),
                    MetricType.LongGauge => point.GetGaugeLastValueLong(),
                    _ => point.GetHistogramCount(),
                };
                string[] shown = ["operation", "status_code", "activity_type", "poller_type"];
                var labels = tags.Where(tag => shown.Contains(tag.Key)
                    || (tag.Key == "workflow_type" && !tags.ContainsKey("activity_type")));
                var text = string.Join(',', labels.Select(tag => $"{tag.Key}={tag.Value}"));
                yield return $"{metric.Name} {text} {value}";
            }
        }
    }

    [Workflow]
    public class Observed
    {
        private bool mayGo;

        [Activity]
        public static void Act()
        {
        }

        [Activity]
        public static void Near()
        {
        }

        [WorkflowRun]
        public async Task RunAsync()
        {
            await Workflow.WaitConditionAsync(() => mayGo);
            await Workflow.ExecuteLocalActivityAsync(
                () => Near(), new() { StartToCloseTimeout = TimeSpan.FromMinutes(1) });
            await Workflow.ExecuteActivityAsync(
                () => Act(), new() { StartToCloseTimeout = TimeSpan.FromMinutes(1) });
        }

        [WorkflowQuery]
        public bool MayGo() => mayGo;

        [WorkflowSignal]
        public Task GoAsync()
        {
            mayGo = true;
            return Task.CompletedTask;
        }
    }
}
