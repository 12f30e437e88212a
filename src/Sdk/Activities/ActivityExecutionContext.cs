using Cairn.Client;
using Cairn.Common;
using Cairn.Converters;
using Cairn.Logging;
using Cairn.Runtime;
using Cairn.Worker;
using Cairn.Worker.Interceptors;
using Microsoft.Extensions.Logging;

namespace Cairn.Activities;

/// <summary>
/// The context of a running activity: its facts, logger, cancellation and heartbeats. Flows with async calls.
/// </summary>
public class ActivityExecutionContext
{
    private static readonly AsyncLocal<ActivityExecutionContext?> Local = new();

    private readonly Action<object?[]> heartbeat;
    private readonly IWorkerClient? client;
    private readonly CancellationTokenSource cancellation;
    private readonly Func<ILogger> newLogger;
    private readonly MetricMeter metrics;
    private ILogger? logger;
    private MetricMeter? ownMetrics;
    private string? idempotencyKey;
    private int cancelReason;
    private ActivityCancellationDetails? details;

    internal ActivityExecutionContext(
        ActivityInfo info,
        IWorkerClient? client,
        CancellationTokenSource cancellation,
        Func<ILogger> newLogger,
        Action<object?[]> heartbeat,
        CancellationToken workerShutdownToken,
        MetricMeter? metrics = null)
    {
        Info = info;
        this.client = client;
        WorkerShutdownToken = workerShutdownToken;
        this.metrics = metrics ?? CairnRuntime.Default.MetricMeter;
        this.cancellation = cancellation;
        this.newLogger = newLogger;
        this.heartbeat = heartbeat;
    }

    /// <summary>True inside an activity.</summary>
    public static bool HasCurrent => Local.Value is not null;

    /// <summary>The context of the running activity.</summary>
    /// <exception cref="InvalidOperationException">The caller is not inside an activity.</exception>
    public static ActivityExecutionContext Current =>
        Local.Value ?? throw new InvalidOperationException("No current context: not inside an activity");

    /// <summary>The facts of the attempt.</summary>
    public ActivityInfo Info { get; private init; }

    /// <summary>A logger whose scope names the activity and its workflow.</summary>
    public ILogger Logger => logger ??= newLogger();

    /// <summary>Creates metrics that have the namespace, task queue and type of the activity as tags.</summary>
    public MetricMeter MetricMeter => ownMetrics ??= metrics.WithTags(
    [
        new("namespace", Info.Namespace),
        new("task_queue", Info.TaskQueue),
        new("activity_type", Info.ActivityType),
    ]);

    /// <summary>Why the activity should stop; None while it should not.</summary>
    public ActivityCancelReason CancelReason => (ActivityCancelReason)Volatile.Read(ref cancelReason);

    /// <summary>All reasons why the activity should stop; null while it should not.</summary>
    public ActivityCancellationDetails? CancellationDetails =>
        CancelReason == ActivityCancelReason.None ? null : details ?? ActivityCancellationDetails.Of(CancelReason);

    /// <summary>
    /// Cancelled when the activity should stop. A cancellation by the workflow arrives with the answer to a heartbeat,
    /// so an activity that sends none is not notified.
    /// </summary>
    public CancellationToken CancellationToken => cancellation.Token;

    /// <summary>Cancelled when the worker begins to shut down, before the activity has to stop.</summary>
    public CancellationToken WorkerShutdownToken { get; private init; }

    /// <summary>Converts values of this activity.</summary>
    public IPayloadConverter PayloadConverter => Info.DataConverter.PayloadConverter;

    /// <summary>The client of the worker.</summary>
    /// <exception cref="InvalidOperationException">
    /// The worker has another <see cref="IWorkerClient"/>, or the environment of a test has no client.
    /// </exception>
    public ICairnClient CairnClient => client as ICairnClient ?? throw new InvalidOperationException(
        client is null
            ? "The activity has no client: set CairnClient of the ActivityEnvironment"
            : $"The client of the worker is a {client.GetType()}, which is no ICairnClient");

    /// <summary>
    /// Identifies what the activity is to do, for services and databases that take such a key: a UUID that all attempts
    /// share, those after a reset of the activity too, and no other activity has. It is made of the namespace, the
    /// workflow id, the run id and the activity's id. So an activity that runs again in another run has another key:
    /// after a reset of the workflow, a retry of the workflow, or continue-as-new. An id that you set by
    /// <see cref="Workflows.ActivityOptions.ActivityId"/> must be unique in its run, or its activities share a key.
    /// </summary>
    public string IdempotencyKey => idempotencyKey ??= IdempotencyKeys.Of(
        Info.WorkflowNamespace ?? Info.Namespace, Info.WorkflowId, Info.WorkflowRunId, FirstId ?? Info.ActivityId);

    /// <summary>
    /// Records that the activity is alive, with details for the next attempt. Most calls send nothing: in each throttle
    /// interval (0.8 times the heartbeat timeout, else 30 s, at most 60 s) one heartbeat with the latest details is
    /// sent.
    /// </summary>
    /// <param name="details">The details for the next attempt.</param>
    public void Heartbeat(params object?[] details)
    {
        if (Outbound is { } outbound)
        {
            outbound.Heartbeat(new(details));
        }
        else
        {
            Record(details);
        }
    }

    /// <summary>
    /// The id of a local activity before its first pause, if it has paused since; null means the current one.
    /// </summary>
    internal string? FirstId { get; init; }

    /// <summary>The services of the worker; null if it has none.</summary>
    internal IServiceProvider? WorkerServices { get; init; }

    /// <summary>The interceptors of heartbeats; null means none.</summary>
    internal ActivityOutboundInterceptor? Outbound { get; set; }

    /// <summary>Records a heartbeat that has passed the interceptors.</summary>
    internal void Record(object?[] details) => heartbeat(details);

    /// <summary>Makes the context the current one until the caller's async method returns.</summary>
    internal void Enter() => Local.Value = this;

    /// <summary>Sets why the activity should stop, for a test that cancels the token itself.</summary>
    internal void Note(ActivityCancelReason reason, ActivityCancellationDetails? all)
    {
        details = all;
        Volatile.Write(ref cancelReason, (int)reason);
    }

    /// <summary>Cancels the token; the first reason is kept.</summary>
    internal void Cancel(ActivityCancelReason reason)
    {
        if (Interlocked.CompareExchange(ref cancelReason, (int)reason, (int)ActivityCancelReason.None) == 0)
        {
            // Callbacks are user code: they must neither block nor break the code that delivers the cancellation.
            Background.Start(Logger, "A callback of an activity's cancellation token", cancellation.CancelAsync);
        }
    }
}
