using System.Diagnostics.Metrics;
using Cairn.Common;
using Cairn.Exceptions;
using Cairn.Extensions.DiagnosticSource;
using Cairn.Runtime;
using Cairn.Tests.Sdk.Workflows.Kit;
using Cairn.Worker;
using Cairn.Workflows;

namespace Cairn.Tests.Sdk.Workflows;

/// <summary>The events of workflow tasks, and the metrics of workflow code.</summary>
public sealed class TaskEventTests : IDisposable
{
    private readonly Meter meter = new("test");
    private readonly MeterListener listener = new();
    private readonly List<string> measured = [];
    private readonly List<string> events = [];

    public TaskEventTests()
    {
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter == meter)
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => measured.Add(
            $"{instrument.Name} {value} " + string.Join(
                ',', tags.ToArray().Select(t => $"{t.Key}={t.Value}").Order(StringComparer.Ordinal))));
        listener.Start();
    }

    public void Dispose()
    {
        listener.Dispose();
        meter.Dispose();
    }

    [Fact]
    public async Task Each_step_of_the_code_is_announced_before_and_after()
    {
        var server = new FakeServer("Counts");
        using var handler = Handler(Options());
        await server.RunTaskAsync(handler);
        server.FireTimer("1");
        await server.RunTaskAsync(handler);
        Assert.Equal(
            ["starting workflow Counts", "completed ", "starting workflow Counts", "completed "], events);
    }

    [Fact]
    public async Task The_failure_of_a_task_comes_with_its_end()
    {
        var server = new FakeServer("Breaks");
        using var handler = Handler(Options());
        server.StartTask();
        Assert.IsType<WorkflowTaskAnswer.Failed>(await handler.HandleAsync(
            server.ToTask(sticky: false), TestContext.Current.CancellationToken));
        Assert.Equal(["starting workflow Breaks", "completed bug"], events);
    }

    [Fact]
    public async Task An_exception_of_a_handler_fails_the_task()
    {
        var server = new FakeServer("Counts");
        var options = new CairnWorkerOptions("q");
        options.WorkflowTaskStarting += (_, _) => throw new FormatException("handler");
        using var handler = Handler(options);
        server.StartTask();
        var failed = Assert.IsType<WorkflowTaskAnswer.Failed>(await handler.HandleAsync(
            server.ToTask(sticky: false), TestContext.Current.CancellationToken));
        Assert.Equal("handler", failed.Request.Failure.Message);
    }

    [Fact]
    public async Task A_replayer_has_the_same_events()
    {
        var server = new FakeServer("Counts");
        using (var handler = Handler(new("q")))
        {
            await server.RunTaskAsync(handler);
        }

        var options = new WorkflowReplayerOptions().AddWorkflow<Counts>();
        options.WorkflowTaskStarting += (_, e) => events.Add($"starting {e.WorkflowInfo.WorkflowId}");
        options.WorkflowTaskCompleted += (_, e) => events.Add($"completed {e.WorkflowDefinition.Name}");
        await new WorkflowReplayer(options).ReplayWorkflowAsync(
            new WorkflowHistory("r", server.Events), cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(["starting r", "completed Counts"], events);
    }

    [Fact]
    public async Task Metrics_of_workflow_code_are_tagged_with_it_and_recorded_once()
    {
        var server = new FakeServer("Counts");
        using (var handler = Handler(new("q")))
        {
            await server.RunTaskAsync(handler);
        }

        const string Tags = "namespace=default,task_queue=q,workflow_type=Counts";
        Assert.Equal([$"began 1 {Tags}"], measured);
        measured.Clear();
        server.FireTimer("1");
        using (var another = Handler(new("q")))
        {
            await server.RunTaskAsync(another, sticky: false);
        }

        Assert.Equal([$"waited 2 kind=timer,{Tags}", $"length 3 {Tags},zone=7", $"depth 4 {Tags}"], measured);
    }

    private CairnWorkerOptions Options()
    {
        var options = new CairnWorkerOptions("q");
        options.WorkflowTaskStarting += (_, e) =>
            events.Add($"starting {e.WorkflowInfo.WorkflowId} {e.WorkflowDefinition.Name}");
        options.WorkflowTaskCompleted += (_, e) => events.Add($"completed {e.TaskFailureException?.Message}");
        return options;
    }

    private WorkflowTaskHandler Handler(CairnWorkerOptions options) => new(new WorkflowTaskHandlerOptions
    {
        Workflows = [WorkflowDefinition.Create<Counts>(), WorkflowDefinition.Create<Breaks>()],
        Namespace = "default",
        TaskQueue = "q",
        EscapeGrace = TimeSpan.Zero,
        TaskEvents = options.TaskEvents,
        Metrics = new CairnRuntime(new(new() { Metrics = new() { CustomMetricMeter = new CustomMetricMeter(meter) } }))
            .MetricMeter,
        FetchHistoryAsync = (_, _, _) => throw new InvalidWorkflowOperationException("not needed"),
    });

    [Workflow]
    public class Counts
    {
        [WorkflowRun]
        public async Task RunAsync()
        {
            Workflow.MetricMeter.CreateCounter<int>("began").Add(1);
            await Workflow.DelayAsync(1000);
            Workflow.MetricMeter.CreateCounter<int>("waited").Add(2, [new("kind", "timer")]);
            Workflow.MetricMeter.WithTags([new("zone", 7)]).CreateHistogram<int>("length").Record(3);
            Workflow.MetricMeter.CreateGauge<int>("depth").Set(4);
        }
    }

    [Workflow]
    public class Breaks
    {
        [WorkflowRun]
        public Task RunAsync() => throw new FormatException("bug");
    }
}
