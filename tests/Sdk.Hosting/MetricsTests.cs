using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Cairn.Activities;
using Cairn.Client;
using Cairn.Extensions.Hosting;
using Cairn.Workflows;
using Microsoft.Extensions.DependencyInjection;

namespace Cairn.Tests.Sdk.Hosting;

/// <summary>What a worker measures on the meter Cairn, by the names of Temporal's SDKs.</summary>
public sealed class MetricsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_worker_measures_its_tasks_its_attempts_and_its_workflows()
    {
        var values = new ConcurrentQueue<string>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name == "Cairn")
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
        {
            var named = tags.ToArray().ToDictionary(tag => tag.Key, tag => tag.Value);
            if (named.GetValueOrDefault("task_queue") as string == "measured")
            {
                Assert.Equal("default", named["namespace"]);
                Assert.True(value >= 0);
                var type = named.GetValueOrDefault("activity_type")
                    ?? named.GetValueOrDefault("workflow_type") ?? named.GetValueOrDefault("worker_type");
                values.Enqueue($"{instrument.Name} {type}");
            }
        });
        listener.Start();
        using var host = Hosts.Build(services =>
        {
            services.AddCairn();
            services.AddCairnWorker("measured").AddWorkflow<Measured>().AddStaticActivities<Measured>();
        });
        await host.StartAsync(Token);
        await host.Services.GetRequiredService<ICairnClient>()
            .ExecuteWorkflowAsync((Measured measured) => measured.RunAsync(), new("w", "measured"))
            .WaitAsync(TimeSpan.FromMinutes(1), Token);
        await host.StopAsync(Token);

        int Count(string value) => values.Count(each => each == value);
        Assert.Equal(1, Count("temporal_worker_start "));
        Assert.Equal(2, Count("temporal_activity_task_received FailOnce"));
        Assert.Equal(2, Count("temporal_activity_schedule_to_start_latency FailOnce"));
        Assert.Equal(2, Count("temporal_activity_execution_latency FailOnce"));
        Assert.Equal(1, Count("temporal_activity_execution_failed FailOnce"));
        Assert.Equal(1, Count("temporal_activity_succeed_endtoend_latency FailOnce"));
        Assert.InRange(Count("temporal_workflow_task_queue_poll_succeed "), 1, 2);
        Assert.Equal(2, Count("temporal_workflow_task_execution_latency Measured"));
        Assert.Equal(1, Count("temporal_workflow_completed Measured"));
        Assert.Equal(1, Count("temporal_workflow_endtoend_latency Measured"));
        Assert.Equal(0, Count("temporal_workflow_failed Measured"));
        // Each of two attempts takes a slot and releases it.
        Assert.Equal(4, Count("temporal_worker_task_slots_used ActivityWorker"));
        Assert.Equal(4, Count("temporal_worker_task_slots_available ActivityWorker"));
        Assert.InRange(Count("temporal_worker_task_slots_used WorkflowWorker"), 2, 4);
    }

    [Workflow]
    public class Measured
    {
        [Activity]
        public static void FailOnce()
        {
            if (ActivityExecutionContext.Current.Info.Attempt == 1)
            {
                throw new InvalidOperationException("The first attempt fails.");
            }
        }

        [WorkflowRun]
        public Task RunAsync() => Workflow.ExecuteActivityAsync(
            () => FailOnce(),
            new()
            {
                StartToCloseTimeout = TimeSpan.FromMinutes(1),
                RetryPolicy = new() { InitialInterval = TimeSpan.FromMilliseconds(1) },
            });
    }
}
