using System.Diagnostics.Metrics;
using Cairn.Activities;
using Cairn.Extensions.DiagnosticSource;
using Cairn.Runtime;
using Cairn.Testing;

namespace Cairn.Tests.Testing;

public class ActivityEnvironmentTests
{
    [Fact]
    public async Task An_activity_sees_the_facts_of_the_test()
    {
        var env = new ActivityEnvironment { Info = ActivityEnvironment.DefaultInfo with { Attempt = 7 } };

        Assert.Equal(7, await env.RunAsync(() => ActivityExecutionContext.Current.Info.Attempt));
        Assert.False(ActivityExecutionContext.HasCurrent);
    }

    [Fact]
    public async Task Heartbeats_arrive_with_their_details()
    {
        var beats = new List<object?[]>();
        var env = new ActivityEnvironment { Heartbeater = beats.Add };

        await env.RunAsync(() => ActivityExecutionContext.Current.Heartbeat(1, "two"));

        Assert.Equal([1, "two"], Assert.Single(beats));
    }

    [Fact]
    public async Task Metrics_reach_the_meter_of_the_environment_with_the_tags_of_the_activity()
    {
        using var meter = new Meter(nameof(ActivityEnvironmentTests));
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, all) =>
            {
                if (instrument.Meter == meter)
                {
                    all.EnableMeasurementEvents(instrument);
                }
            },
        };
        var seen = new List<string>();
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => seen.Add(
            $"{instrument.Name} {value} {tags.ToArray().Single(tag => tag.Key == "activity_type").Value}"));
        listener.Start();
        var runtime = new CairnRuntime(new(new TelemetryOptions
        {
            Metrics = new() { CustomMetricMeter = new CustomMetricMeter(meter) },
        }));
        var env = new ActivityEnvironment { MetricMeter = runtime.MetricMeter };

        await env.RunAsync(() => ActivityExecutionContext.Current.MetricMeter.CreateCounter<long>("packed").Add(3));

        Assert.Equal(["packed 3 unknown"], seen);
    }

    [Fact]
    public async Task An_activity_without_a_client_is_told_where_to_set_it()
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(
            () => new ActivityEnvironment().RunAsync(() => ActivityExecutionContext.Current.CairnClient));
        Assert.Equal("The activity has no client: set CairnClient of the ActivityEnvironment", error.Message);
    }

    [Fact]
    public async Task A_cancelled_activity_sees_why()
    {
        var env = new ActivityEnvironment();
        var started = new TaskCompletionSource();

        var run = env.RunAsync(async () =>
        {
            started.SetResult();
            var context = ActivityExecutionContext.Current;
            await Task.Delay(Timeout.Infinite, context.CancellationToken).ConfigureAwait(
                ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            return (context.CancelReason, context.CancellationDetails);
        });
        await started.Task;
        env.Cancel(ActivityCancelReason.Paused);

        var (reason, details) = await run;
        Assert.Equal(ActivityCancelReason.Paused, reason);
        Assert.True(details?.IsPaused);
    }

    [Fact]
    public async Task The_details_of_a_cancellation_are_those_of_the_test()
    {
        var env = new ActivityEnvironment();
        env.Cancel(ActivityCancelReason.CancelRequested, new() { IsCancelRequested = true, IsTimedOut = true });

        await env.RunAsync(() =>
        {
            var context = ActivityExecutionContext.Current;
            Assert.True(context.CancellationToken.IsCancellationRequested);
            Assert.True(context.CancellationDetails is { IsCancelRequested: true, IsTimedOut: true });
        });
    }

    [Fact]
    public async Task An_activity_sees_that_its_worker_shuts_down()
    {
        var env = new ActivityEnvironment();
        await env.WorkerShutdownTokenSource.CancelAsync();

        await env.RunAsync(() =>
            Assert.True(ActivityExecutionContext.Current.WorkerShutdownToken.IsCancellationRequested));
    }

    [Fact]
    public async Task An_exception_of_an_activity_reaches_the_test()
    {
        var env = new ActivityEnvironment();

        await Assert.ThrowsAsync<NotSupportedException>(() => env.RunAsync(() => throw new NotSupportedException()));
    }
}
