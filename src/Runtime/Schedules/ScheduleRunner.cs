using System.Collections.Concurrent;
using Cairn.Api.Common.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Engine.Schedules;
using Cairn.Exceptions;
using Cairn.Runtime.Documents;
using Microsoft.Extensions.Logging;

namespace Cairn.Runtime.Schedules;

/// <summary>
/// One schedule at work. Decisions on it come one after the other; each is durable before anything is done for it, and
/// what was begun when a process died is done again under the same ids.
/// </summary>
internal sealed partial class ScheduleRunner : IAsyncDisposable
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1); // Timers take no more than some weeks.

    private readonly NodeOptions options;
    private readonly DocumentStore<ScheduleDocument> documents;
    private readonly ScheduleActions actions;
    private readonly ILogger logger;
    private readonly SemaphoreSlim turns = new(1);
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentDictionary<string, Task> watches = new();
    private readonly ITimer alarm;
    private readonly Backoff backoff;
    private readonly InternalErrors errors;
    private readonly Action<ScheduleRunner> forget;
    private StoredDocument<ScheduleDocument> kept;
    private string trouble = "";
    private bool isUncertain;
    private bool isRemoved;

    /// <param name="options">What the node is made with.</param>
    /// <param name="documents">Where schedules are kept.</param>
    /// <param name="actions">What they want done is done by these.</param>
    /// <param name="kept">The schedule; of version 0 if it is not on the documents yet.</param>
    /// <param name="forget">Called once, when the schedule is not on the documents any more.</param>
    public ScheduleRunner(
        NodeOptions options,
        DocumentStore<ScheduleDocument> documents,
        ScheduleActions actions,
        StoredDocument<ScheduleDocument> kept,
        Action<ScheduleRunner> forget)
    {
        this.options = options;
        this.documents = documents;
        this.actions = actions;
        this.kept = kept;
        this.forget = forget;
        backoff = new Backoff(options);
        errors = new InternalErrors(options.LoggerFactory);
        logger = options.LoggerFactory.CreateLogger<ScheduleRunner>();
        alarm = options.TimeProvider.CreateTimer(
            _ => Work(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Whether the schedule is known to be on the documents.</summary>
    public bool IsKept => kept.Version > 0;

    /// <summary>What the schedule is as far as is known, as a decision that nobody takes.</summary>
    public ScheduleTurn Look() => new(kept.State, options.TimeProvider.GetUtcNow());

    /// <summary>Begins to work, or looks again at what there is to do.</summary>
    public void Work() => errors.Start("The work of a schedule", () => Task.Factory.StartNew(
        WorkAsync, CancellationToken.None, TaskCreationOptions.DenyChildAttach, options.Scheduler).Unwrap());

    /// <summary>Puts a new schedule on the documents; one that is there stays as it is.</summary>
    /// <returns>What is there; null if that was removed in the meantime.</returns>
    public async Task<ScheduleDocument?> CreateAsync()
    {
        await turns.WaitAsync();
        try
        {
            await BecomeCertainAsync();
            if (!IsKept && !stop.IsCancellationRequested)
            {
                await AddAsync();
            }

            return isRemoved ? null : IsKept ? kept.State : throw Refused.ShuttingDown;
        }
        finally
        {
            turns.Release();
            Work();
        }
    }

    /// <summary>Waits until it is known whether the schedule is there.</summary>
    /// <exception cref="RpcException">The store does not say.</exception>
    public async Task SettleAsync()
    {
        await turns.WaitAsync();
        try
        {
            await BecomeCertainAsync();
        }
        finally
        {
            turns.Release();
        }
    }

    /// <summary>What the schedule is, after all decisions that came before.</summary>
    public async Task<ScheduleTurn> LookAsync()
    {
        await EnterAsync();
        try
        {
            return Look();
        }
        finally
        {
            turns.Release();
        }
    }

    /// <summary>What is known of the schedule, after what is due has been done: a trigger shows its start.</summary>
    public async Task<DescribeScheduleResponse> DescribeAsync()
    {
        await EnterAsync();
        try
        {
            if (!backoff.IsFailing)
            {
                if (!await TryWorkAsync())
                {
                    Work();
                }

                await BecomeCertainAsync();
                ThrowIfStopped();
            }

            var description = ScheduleViews.Describe(Look());
            description.Info.InvalidScheduleError = trouble.Length > 0
                ? trouble
                : description.Info.InvalidScheduleError;
            return description;
        }
        finally
        {
            turns.Release();
        }
    }

    /// <summary>Decides something from outside, and answers when that is durable.</summary>
    public async Task<T> DecideAsync<T>(Func<ScheduleTurn, T> verb)
    {
        await EnterAsync();
        try
        {
            var turn = Look();
            var answer = verb(turn);
            await CommitAsync(turn);
            return answer;
        }
        finally
        {
            turns.Release();
            Work();
        }
    }

    /// <summary>Takes the schedule off the documents for good.</summary>
    public async Task RemoveAsync()
    {
        await EnterAsync();
        try
        {
            isUncertain = true;
            await documents.RemoveAsync(kept);
            Removed();
        }
        finally
        {
            turns.Release();
            Work();
        }
    }

    /// <summary>Does nothing more; what is being decided is finished.</summary>
    public async ValueTask DisposeAsync()
    {
        stop.Cancel();
        await alarm.DisposeAsync();
        await turns.WaitAsync();
        turns.Release();
        await Task.WhenAll(watches.Values);
    }

    /// <summary>Waits for the turn of a decision from outside.</summary>
    private async Task EnterAsync()
    {
        await turns.WaitAsync();
        try
        {
            await BecomeCertainAsync();
            ThrowIfStopped();
        }
        catch
        {
            turns.Release();
            throw;
        }
    }

    private void ThrowIfStopped()
    {
        if (isRemoved || !IsKept)
        {
            throw ScheduleRegistry.NotFound(kept.State.ScheduleId);
        }

        if (stop.IsCancellationRequested)
        {
            throw Refused.ShuttingDown;
        }
    }

    /// <summary>Puts the schedule on the documents for the first time.</summary>
    private async Task AddAsync()
    {
        isUncertain = true;
        try
        {
            kept = await documents.AddAsync(kept.State);
            isUncertain = false;
        }
        catch (RpcException)
        {
            await BecomeCertainAsync(); // It may be there, and only the word of that lost.
            if (!IsKept)
            {
                throw;
            }
        }
    }

    /// <summary>Reads what is on the documents, if nobody knows what became of the last change.</summary>
    private async Task BecomeCertainAsync()
    {
        if (!isUncertain || stop.IsCancellationRequested)
        {
            return;
        }

        if (await documents.ReadAsync(kept.State) is { } found)
        {
            kept = found;
            isUncertain = false;
        }
        else
        {
            Removed();
        }
    }

    private void Removed()
    {
        isRemoved = true;
        forget(this);
        stop.Cancel();
    }

    private async Task WorkAsync()
    {
        var isDone = false;
        while (!isDone)
        {
            await turns.WaitAsync();
            try
            {
                isDone = await TryWorkAsync();
            }
            finally
            {
                turns.Release(); // Between two rounds, requests come first that have waited.
            }
        }
    }

    /// <summary>Works a round; answers whether nothing more is to be done now.</summary>
    private async Task<bool> TryWorkAsync()
    {
        try
        {
            await BecomeCertainAsync();
            return stop.IsCancellationRequested || !IsKept || await WorkOnceAsync();
        }
        catch (Exception caught) when (caught is not OutOfMemoryException)
        {
            TryAgainLater(caught);
            return true;
        }
    }

    /// <summary>Decides what is due now, and does it; answers whether nothing more is to be done now.</summary>
    private async Task<bool> WorkOnceAsync()
    {
        var turn = Look();
        var effects = AdvanceSchedule.Decide(turn);
        await CommitAsync(turn);
        turn = Look();
        Exception? obstacle = null;
        foreach (var effect in effects)
        {
            obstacle = await actions.PerformAsync(turn, effect) ?? obstacle;
        }

        await CommitAsync(turn);
        WatchRunning();
        if (obstacle is not null)
        {
            TryAgainLater(obstacle);
            return true;
        }

        backoff.Succeeded();
        trouble = "";
        turn = Look();
        var next = AdvanceSchedule.NextTime(turn);
        if (next <= turn.Now)
        {
            return false;
        }

        SetAlarm(next);
        return true;
    }

    /// <summary>Keeps for descriptions what is in the way; it is logged once, however often it is met.</summary>
    private void TryAgainLater(Exception obstacle)
    {
        if (stop.IsCancellationRequested)
        {
            return;
        }

        var text = $"The schedule could not be worked on; that is tried again: {obstacle.Message}";
        if (text != trouble)
        {
            LogNotWorked(kept.State.Namespace, kept.State.ScheduleId, obstacle);
        }

        trouble = text;
        SetAlarm(options.TimeProvider.GetUtcNow() + backoff.Failed());
    }

    private async Task CommitAsync(ScheduleTurn turn)
    {
        if (turn.State.Equals(kept.State))
        {
            return;
        }

        isUncertain = true;
        kept = await documents.PutAsync(kept, turn.State);
        isUncertain = false;
    }

    private void WatchRunning()
    {
        foreach (var action in kept.State.Running)
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
                var (status, close) = await actions.WaitForCloseAsync(kept.State.Namespace, execution, stop.Token);
                await DecideAsync(turn => RecordAction.Closed(turn, execution, status, close));
                watches.TryRemove(execution.RunId, out _);
                return;
            }
            catch (Exception caught) when (caught is not OutOfMemoryException && !stop.IsCancellationRequested)
            {
                if (!failures.IsFailing)
                {
                    LogNotWatched(kept.State.Namespace, kept.State.ScheduleId, execution.WorkflowId, caught);
                }

                await Task.Delay(failures.Failed(), options.TimeProvider, stop.Token).ConfigureAwait(
                    ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            }
            catch (Exception) when (stop.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private void SetAlarm(DateTimeOffset? time)
    {
        if (stop.IsCancellationRequested)
        {
            return;
        }

        var left = (time - options.TimeProvider.GetUtcNow())?.TotalMilliseconds;
        alarm.Change(
            left is { } wait
                ? TimeSpan.FromMilliseconds(Math.Clamp(Math.Ceiling(wait), 0, LongestWait.TotalMilliseconds))
                : Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan);
    }

    [LoggerMessage(1012, LogLevel.Error, "Schedule {ScheduleId} of namespace {Namespace} could not be worked on; "
        + "that is tried again, and its description says so")]
    private partial void LogNotWorked(string @namespace, string scheduleId, Exception reason);

    [LoggerMessage(1013, LogLevel.Error, "Schedule {ScheduleId} of namespace {Namespace} lost sight of workflow "
        + "{WorkflowId}; it looks again")]
    private partial void LogNotWatched(string @namespace, string scheduleId, string workflowId, Exception reason);
}
