using System.Runtime.CompilerServices;
using Cairn.Api.History.V1;
using Cairn.Common;
using Cairn.Converters;
using Cairn.Exceptions;
using Cairn.Runtime;
using Cairn.Sdk.Replay;

namespace Cairn.Worker;

/// <summary>
/// Runs workflow code with recorded histories, without a server. It shows whether a change of the code fits the runs
/// that are open.
/// </summary>
public class WorkflowReplayer
{
    // The same limit as a worker's.
    private static readonly TimeSpan EscapeGrace = TimeSpan.FromMilliseconds(50);

    private readonly WorkerPlugins plugins;
    private readonly WorkflowRunner runner;
    private readonly ActivationWatchdog watchdog;
    private readonly TimeSpan? limit;

    /// <summary>Creates a replayer.</summary>
    /// <exception cref="ArgumentException">There is no workflow, or two have the same name.</exception>
    public WorkflowReplayer(WorkflowReplayerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Options = (WorkflowReplayerOptions)options.Clone();
        plugins = WorkerPlugins.Of(Options);
        plugins.Configure(Options);
        if (Options.Workflows.Count == 0)
        {
            throw new ArgumentException("Must have at least one workflow", nameof(options));
        }

        limit = Options.DebugMode ? null : TimeSpan.FromSeconds(2);
        watchdog = new(limit);
        runner = new(new()
        {
            Workflows = [.. Options.Workflows],
            Namespace = Options.Namespace,
            TaskQueue = Options.TaskQueue,
            BuildId = Options.BuildId ?? WorkerBuild.Id,
            DataConverter = TransferTypeConverter.In(Options.DataConverter),
            LoggerFactory = Options.LoggerFactory,
            Metrics = (Options.Runtime ?? CairnRuntime.Default).MetricMeter,
            FailureExceptionTypes = Options.WorkflowFailureExceptionTypes ?? [],
            Interceptors = Options.Interceptors ?? [],
            TaskEvents = Options.TaskEvents,
            NoticesTimers = !Options.DisableWorkflowTracingEventListener,
        });
    }

    /// <summary>The replayer's options.</summary>
    public WorkflowReplayerOptions Options { get; private init; }

    /// <summary>Replays one history.</summary>
    /// <param name="history">The history.</param>
    /// <param name="throwOnReplayFailure">Whether a failure is thrown; if not, the result holds it.</param>
    /// <param name="cancellationToken">Prevents the start of the replay.</param>
    /// <exception cref="WorkflowNondeterminismException">
    /// The code does not do what the history says. The exception names the first event that differs, the code's command
    /// and its line.
    /// </exception>
    /// <exception cref="InvalidWorkflowOperationException">The code failed as it would fail its task.</exception>
    public async Task<WorkflowReplayResult> ReplayWorkflowAsync(
        WorkflowHistory history, bool throwOnReplayFailure = true, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(history);
        var results = await ReplayWorkflowsAsync([history], throwOnReplayFailure, cancellationToken)
            .ConfigureAwait(false);
        return results.Single();
    }

    /// <summary>Replays histories one after the other.</summary>
    /// <param name="histories">The histories.</param>
    /// <param name="throwOnReplayFailure">Whether the first failure is thrown; if not, the results hold them.</param>
    /// <param name="cancellationToken">Stops before the next history.</param>
    public Task<IEnumerable<WorkflowReplayResult>> ReplayWorkflowsAsync(
        IEnumerable<WorkflowHistory> histories,
        bool throwOnReplayFailure = false,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(histories);
        return plugins.ReplayAsync(
            this,
            (replayer, token) => replayer.ReplayAllAsync(histories, throwOnReplayFailure, token),
            cancellationToken);
    }

    /// <summary>Replays histories as they arrive.</summary>
    /// <param name="histories">The histories.</param>
    /// <param name="throwOnReplayFailure">Whether the first failure is thrown; if not, the results hold them.</param>
    /// <param name="cancellationToken">Stops before the next history.</param>
    public IAsyncEnumerable<WorkflowReplayResult> ReplayWorkflowsAsync(
        IAsyncEnumerable<WorkflowHistory> histories,
        bool throwOnReplayFailure = false,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(histories);
        return plugins.Replay(
            this,
            replayer => replayer.ReplayEachAsync(histories, throwOnReplayFailure, cancellationToken),
            cancellationToken);
    }

    private async Task<IEnumerable<WorkflowReplayResult>> ReplayAllAsync(
        IEnumerable<WorkflowHistory> histories, bool throwOnReplayFailure, CancellationToken cancellationToken)
    {
        var results = new List<WorkflowReplayResult>();
        foreach (var history in histories)
        {
            cancellationToken.ThrowIfCancellationRequested();
            results.Add(await ReplayOneAsync(history, throwOnReplayFailure).ConfigureAwait(false));
        }

        return results;
    }

    private async IAsyncEnumerable<WorkflowReplayResult> ReplayEachAsync(
        IAsyncEnumerable<WorkflowHistory> histories,
        bool throwOnReplayFailure,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var history in histories.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return await ReplayOneAsync(history, throwOnReplayFailure).ConfigureAwait(false);
        }
    }

    private async Task<WorkflowReplayResult> ReplayOneAsync(WorkflowHistory history, bool throwOnReplayFailure)
    {
        var failure = await ReplayAsync(history).ConfigureAwait(false);
        if (failure is not null && throwOnReplayFailure)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
        }

        return new(history, failure);
    }

    private async Task<Exception?> ReplayAsync(WorkflowHistory history)
    {
        var started = history.Events.FirstOrDefault()?.WorkflowExecutionStartedEventAttributes;
        var codec = new RunCodec(
            Options.DataConverter.PayloadCodec,
            Options.Namespace,
            history.Id,
            started?.WorkflowType?.Name ?? string.Empty,
            started?.TaskQueue?.Name,
            []);
        var recorded = await codec.DecodedAsync(new History { Events = { history.Events } }).ConfigureAwait(false);
        var state = new RunState();
        var runId = started?.OriginalExecutionRunId ?? string.Empty;
        var failure = await watchdog.RunAsync(new ActivationSlot<Exception?>(
            slot => Replay(state, recorded, history.Id, runId, slot))
        {
            WhenStuck = () => new DeadlockException(
                started?.WorkflowType?.Name ?? string.Empty, history.Id, runId, limit!.Value, state.Instance?.LastCall),
        }).ConfigureAwait(false);
        failure = await EscapeAsync(state, failure).ConfigureAwait(false) ?? failure;
        if (failure is null)
        {
            state.Dispose();
        }

        return failure;
    }

    private Exception? Replay(
        RunState state, History recorded, string workflowId, string runId, ActivationSlot<Exception?> slot)
    {
        try
        {
            if (!state.Machines.TryFeed(recorded.Events))
            {
                return new InvalidWorkflowOperationException("History does not begin with its first event");
            }

            runner.Run(state, workflowId, runId, slot, toTheEnd: true);
            return null;
        }
        catch (NondeterminismException e)
        {
            return new WorkflowNondeterminismException(e);
        }
        catch (Exception e)
        {
            return new InvalidWorkflowOperationException(
                "Workflow task failed: " + ExceptionReading.MessageOf(e), e);
        }
    }

    // Code may be about to continue on another thread; the guard notices it only there.
    private static async Task<InvalidWorkflowOperationException?> EscapeAsync(RunState state, Exception? failure)
    {
        if (failure is not (null or WorkflowNondeterminismException)
            || state.Instance is not { } instance
            || (instance.IsOver && !instance.Guard.MayBeLeftByVoid))
        {
            return null;
        }

        await Task.WhenAny(instance.Guard.Escaped, Task.Delay(EscapeGrace)).ConfigureAwait(false);
        return instance.Guard.Escape is { } escape
            ? new("Workflow task failed: " + escape.ToException().Message, escape.ToException())
            : null;
    }
}
