using System.Collections.Concurrent;
using Cairn.Api.Common.V1;
using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;
using Cairn.Engine.Schedules;
using Microsoft.Extensions.Logging;

namespace Cairn.Runtime.Schedules;

/// <summary>Waits for the workflows that a schedule started, and reports when one has closed.</summary>
/// <param name="options">The options of the node.</param>
/// <param name="actions">Waits for one workflow.</param>
/// <param name="schedule">The schedule, for its names in the log.</param>
/// <param name="closed">Records that a workflow has closed; it is called again with backoff until it succeeds.</param>
/// <param name="stop">Ends all waits.</param>
internal sealed partial class ActionWatches(
    NodeOptions options,
    ScheduleActions actions,
    ScheduleDocument schedule,
    Func<WorkflowExecution, WorkflowExecutionStatus, HistoryEvent?, Task> closed,
    CancellationToken stop)
{
    private readonly ConcurrentDictionary<string, Task> watches = new();
    private readonly ILogger logger = options.LoggerFactory.CreateLogger<ActionWatches>();

    /// <summary>Ends when no wait is left, after <c>stop</c>.</summary>
    public Task Ended => Task.WhenAll(watches.Values);

    /// <summary>Waits for running workflows; one that is waited for already is left out.</summary>
    public void Watch(IEnumerable<RunningAction> running)
    {
        foreach (var action in running)
        {
            if (!watches.ContainsKey(action.Execution.RunId))
            {
                watches[action.Execution.RunId] = WatchAsync(action.Execution);
            }
        }
    }

    private async Task WatchAsync(WorkflowExecution execution)
    {
        var failures = new Backoff(options);
        while (!stop.IsCancellationRequested)
        {
            try
            {
                var (status, close) = await actions.WaitForCloseAsync(schedule.Namespace, execution, stop);
                await closed(execution, status, close);
                watches.TryRemove(execution.RunId, out _);
                return;
            }
            catch (Exception caught) when (caught is not OutOfMemoryException && !stop.IsCancellationRequested)
            {
                if (!failures.IsFailing)
                {
                    LogNotWatched(schedule.Namespace, schedule.ScheduleId, execution.WorkflowId, caught);
                }

                await Task.Delay(failures.Failed(), options.TimeProvider, stop).ConfigureAwait(
                    ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            }
            catch (Exception) when (stop.IsCancellationRequested)
            {
                return;
            }
        }
    }

    [LoggerMessage(1013, LogLevel.Error, "Schedule {ScheduleId} of namespace {Namespace} could not watch workflow "
        + "{WorkflowId}; it tries again with backoff")]
    private partial void LogNotWatched(string @namespace, string scheduleId, string workflowId, Exception reason);
}
