using Cairn.Activities;
using Cairn.Client;
using Cairn.Common;
using Cairn.Converters;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cairn.Testing;

/// <summary>
/// Runs the code of an activity in a context that a test makes, without a worker. One environment stands for one
/// attempt.
/// </summary>
public record ActivityEnvironment
{
    /// <summary>The facts of an attempt with made-up values.</summary>
    public static readonly ActivityInfo DefaultInfo = new(
        ActivityId: "test",
        ActivityType: "unknown",
        Attempt: 1,
        CurrentAttemptScheduledTime: new(1970, 1, 1, 1, 1, 1, DateTimeKind.Utc),
        DataConverter: DataConverter.Default,
        HeartbeatDetails: [],
        HeartbeatTimeout: null,
        IsLocal: false,
        Namespace: "default",
        Priority: new(),
        RetryPolicy: new(),
        ScheduleToCloseTimeout: TimeSpan.FromSeconds(1),
        ScheduledTime: new(1970, 1, 1, 1, 1, 1, DateTimeKind.Utc),
        StartToCloseTimeout: TimeSpan.FromSeconds(1),
        StartedTime: new(1970, 1, 1, 1, 1, 1, DateTimeKind.Utc),
        TaskQueue: "test",
        TaskToken: "test"u8.ToArray(),
        WorkflowId: "test",
        WorkflowNamespace: "default",
        WorkflowRunId: "test-run",
        WorkflowType: "test");

    private readonly Lock sync = new();
    private readonly List<ActivityExecutionContext> running = [];

    /// <summary>The facts of the attempt.</summary>
    public ActivityInfo Info { get; init; } = DefaultInfo;

    /// <summary>The logger of the activity. Default: none.</summary>
    public ILogger Logger { get; init; } = NullLogger.Instance;

    /// <summary>Converts the values of the activity.</summary>
    public IPayloadConverter PayloadConverter { get; init; } = DataConverter.Default.PayloadConverter;

    /// <summary>The client of the activity. Default: null; an activity that reads it fails.</summary>
    public ICairnClient? CairnClient { get; init; }

    /// <summary>
    /// Receives the metrics of the activity, with the tags of one that runs in a worker. Default: null, which means
    /// those of the default runtime.
    /// </summary>
    public MetricMeter? MetricMeter { get; init; }

    /// <summary>Why the activity should stop; set by <see cref="Cancel(ActivityCancelReason)"/>.</summary>
    public ActivityCancelReason CancelReason { get; set; }

    /// <summary>All reasons why the activity should stop; null while it should not.</summary>
    public ActivityCancellationDetails? CancellationDetails { get; set; }

    /// <summary>The source of the activity's cancellation token.</summary>
    public CancellationTokenSource CancellationTokenSource { get; init; } = new();

    /// <summary>The source of the token that says that the worker shuts down.</summary>
    public CancellationTokenSource WorkerShutdownTokenSource { get; init; } = new();

    /// <summary>Called for each heartbeat, with its details. Default: does nothing.</summary>
    public Action<object?[]> Heartbeater { get; init; } = details => { };

    /// <summary>Runs an activity.</summary>
    /// <param name="activity">Calls the activity.</param>
    public Task RunAsync(Action activity)
    {
        ArgumentNullException.ThrowIfNull(activity);
        return RunAsync(() =>
        {
            activity();
            return true;
        });
    }

    /// <summary>Runs an activity.</summary>
    /// <param name="activity">Calls the activity.</param>
    public Task<T> RunAsync<T>(Func<T> activity)
    {
        ArgumentNullException.ThrowIfNull(activity);
        return RunAsync(() => Task.FromResult(activity()));
    }

    /// <summary>Runs an activity.</summary>
    /// <param name="activity">Calls the activity.</param>
    public Task RunAsync(Func<Task> activity)
    {
        ArgumentNullException.ThrowIfNull(activity);
        return RunAsync(async () =>
        {
            await activity().ConfigureAwait(false);
            return true;
        });
    }

    /// <summary>Runs an activity.</summary>
    /// <param name="activity">Calls the activity.</param>
    public async Task<T> RunAsync<T>(Func<Task<T>> activity)
    {
        ArgumentNullException.ThrowIfNull(activity);
        var context = new ActivityExecutionContext(
            Info with { DataConverter = Info.DataConverter with { PayloadConverter = PayloadConverter } },
            CairnClient,
            CancellationTokenSource,
            () => Logger,
            Heartbeater,
            WorkerShutdownTokenSource.Token,
            MetricMeter);
        lock (sync)
        {
            running.Add(context);
            context.Note(CancelReason, CancellationDetails);
        }

        try
        {
            context.Enter();
            return await activity().ConfigureAwait(false);
        }
        finally
        {
            lock (sync)
            {
                running.Remove(context);
            }
        }
    }

    /// <summary>Cancels the activity, because its workflow requested that.</summary>
    public void Cancel() => Cancel(ActivityCancelReason.CancelRequested);

    /// <summary>Cancels the activity.</summary>
    /// <param name="reason">Why it should stop.</param>
    public void Cancel(ActivityCancelReason reason) => Cancel(reason, ActivityCancellationDetails.Of(reason));

    /// <summary>Cancels the activity.</summary>
    /// <param name="reason">Why it should stop.</param>
    /// <param name="details">All reasons why it should stop.</param>
    public void Cancel(ActivityCancelReason reason, ActivityCancellationDetails details)
    {
        ArgumentNullException.ThrowIfNull(details);
        lock (sync)
        {
            (CancelReason, CancellationDetails) = (reason, details);
            foreach (var context in running)
            {
                context.Note(reason, details);
            }
        }

        CancellationTokenSource.Cancel();
    }
}
