using Cairn.Activities;
using Cairn.Common;
using Cairn.Converters;
using Cairn.Logging;
using Cairn.Protocol;
using Cairn.Runtime;
using Cairn.Worker.Interceptors;
using Cairn.Worker.Metrics;
using Cairn.Worker.Tuning;
using Microsoft.Extensions.Logging;

namespace Cairn.Worker;

/// <summary>What all parts of one worker share.</summary>
internal sealed class WorkerScope
{
    private static readonly TimeSpan ActivityCodecLimit = TimeSpan.FromMinutes(1);

    // The default timeout of a workflow task is 10 s.
    private static readonly TimeSpan WorkflowCodecLimit = TimeSpan.FromSeconds(8);

    private volatile IWorkerClient client;

    public WorkerScope(IWorkerClient client, CairnWorkerOptions options)
    {
        this.client = client;
        Options = options;
        Namespace = client.Options.Namespace;
        Time = client.Connection.Options.TimeProvider;
        PollHealth = new(Time);
        Metrics = (client.Connection.Options.Runtime ?? CairnRuntime.Default).MetricMeter;
        WorkerMetrics = new(Metrics, Namespace, options.TaskQueue ?? string.Empty, Time);
        Identity = options.Identity ?? client.Connection.Options.Identity;
        LoggerFactory = SafeLoggerFactory.Of(options.LoggerFactory ?? client.Options.LoggerFactory);
        Logger = LoggerFactory.CreateLogger("Cairn.Worker");
        Activities = new(options.Activities);
        Interceptors =
        [
            .. options.Outermost is { } outermost ? [outermost] : Array.Empty<IWorkerInterceptor>(),
            .. (client.Options.Interceptors ?? []).OfType<IWorkerInterceptor>(),
            .. options.Interceptors ?? [],
        ];
        WorkflowDataConverter = LimitedCodec.In(client.Options.DataConverter, WorkflowCodecLimit, Time);
        // With one slot, the poll of one queue would let the tasks of the other one wait.
        var canPollTwoQueues = TaskSlots.MostOf(options, SlotType.Workflow) > 1;
        StickyQueue = options.MaxCachedWorkflows > 0 && canPollTwoQueues ? $"{Identity}-{Guid.NewGuid():N}" : null;
    }

    /// <summary>The client of the next calls; it can be replaced while the worker runs.</summary>
    public IWorkerClient Client
    {
        get => client;
        set => client = value;
    }

    public CairnWorkerOptions Options { get; }

    /// <summary>The activities that the worker runs, by type.</summary>
    public ActivityRegistry Activities { get; }

    /// <summary>The interceptors of workflows and activities: the client's first, as the outermost.</summary>
    public IReadOnlyCollection<IWorkerInterceptor> Interceptors { get; }

    public string TaskQueue => Options.TaskQueue!;

    public string Namespace { get; }

    public string Identity { get; }

    /// <summary>The id of the program's build, which histories record.</summary>
    public string BuildId => Options.BuildId ?? WorkerBuild.Id;

    /// <summary>Identifies this worker among all with the same identity.</summary>
    public string InstanceKey { get; } = Guid.NewGuid().ToString();

    /// <summary>The queue of the runs that this worker caches; null if it caches none.</summary>
    public string? StickyQueue { get; }

    public ILoggerFactory LoggerFactory { get; }

    public ILogger Logger { get; }

    /// <summary>
    /// Converts the values of workflow tasks, with a limit on the codec's time: the reports must arrive before the task
    /// times out.
    /// </summary>
    public DataConverter WorkflowDataConverter { get; }

    /// <summary>Converts the values of one attempt of an activity, with a limit on the codec's time.</summary>
    public DataConverter LimitedFor(ActivityInfo activity) =>
        LimitedCodec.In(activity.DataConverter, ActivityCodecLimit, Time);

    public TimeProvider Time { get; }

    /// <summary>Whether the polls succeed.</summary>
    public PollHealth PollHealth { get; }

    /// <summary>The metrics of workflows and activities, without tags of theirs.</summary>
    public MetricMeter Metrics { get; }

    /// <summary>What the worker measures of itself.</summary>
    public WorkerMetrics WorkerMetrics { get; }

    /// <summary>The options of polls, which are not retried: their loops have their own pauses.</summary>
    public IWorkflowService Polls => Client.Connection.WorkflowService;

    /// <summary>The options of reports, which are retried.</summary>
    public IWorkflowService Reports => Client.WorkflowService;
}
