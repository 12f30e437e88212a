using Cairn.Api.Common.V1;
using Cairn.Api.Enums.V1;
using Cairn.Api.History.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Engine.Schedules;
using Cairn.Exceptions;
using Cairn.Runtime.Documents;
using Cairn.Runtime.Metrics;
using Microsoft.Extensions.Logging;

namespace Cairn.Runtime.Schedules;

/// <summary>
/// Runs one schedule. Its decisions are made one after the other; each is durable before its effects are performed.
/// After a crash, unfinished effects are performed again under the same ids.
/// </summary>
internal sealed partial class ScheduleRunner : IAsyncDisposable
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1); // .NET timers allow about 49 days.

    private readonly NodeOptions options;
    private readonly DocumentStore<ScheduleDocument> store;
    private readonly ScheduleActions actions;
    private readonly ILogger logger;
    private readonly SemaphoreSlim turns = new(1);
    private readonly CancellationTokenSource stop = new();
    private readonly ActionWatches watches;
    private readonly ITimer alarm;
    private readonly Backoff backoff;
    private readonly InternalErrors errors;
    private readonly NodeMetrics metrics;
    private readonly Action<ScheduleRunner> forget;
    private StoredDocument<ScheduleDocument> stored;
    private string problem = "";
    private bool isUncertain;
    private bool isRemoved;

    /// <param name="options">The options of the node.</param>
    /// <param name="store">Where schedules are stored.</param>
    /// <param name="actions">Performs the effects of the schedule.</param>
    /// <param name="stored">The schedule; its version is 0 if it is not in the store yet.</param>
    /// <param name="metrics">The labels of measurements.</param>
    /// <param name="forget">Called once, when the schedule has left the store.</param>
    public ScheduleRunner(
        NodeOptions options,
        DocumentStore<ScheduleDocument> store,
        ScheduleActions actions,
        StoredDocument<ScheduleDocument> stored,
        NodeMetrics metrics,
        Action<ScheduleRunner> forget)
    {
        this.options = options;
        this.store = store;
        this.actions = actions;
        this.stored = stored;
        this.metrics = metrics;
        this.forget = forget;
        backoff = new Backoff(options);
        errors = new InternalErrors(options.LoggerFactory);
        logger = options.LoggerFactory.CreateLogger<ScheduleRunner>();
        watches = new ActionWatches(options, actions, stored.State, Closed, stop.Token);
        alarm = options.TimeProvider.CreateTimer(
            _ => Work(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Whether the schedule is known to be in the store.</summary>
    public bool IsStored => stored.Version > 0;

    /// <summary>When the schedule has something to do; null if never.</summary>
    public DateTimeOffset? NextTime { get; private set; }

    /// <summary>A turn on the last known state, for reading or for a decision.</summary>
    public ScheduleTurn Snapshot() => new(stored.State, options.TimeProvider.GetUtcNow());

    /// <summary>Starts a round of work in the background.</summary>
    public void Work() => errors.Start("The work of a schedule", () => Task.Factory.StartNew(
        WorkAsync, CancellationToken.None, TaskCreationOptions.DenyChildAttach, options.Scheduler).Unwrap());

    /// <summary>Writes a new schedule to the store; if it is there already, it stays as it is.</summary>
    /// <returns>The stored schedule; null if it was deleted in the meantime.</returns>
    public async Task<ScheduleDocument?> CreateAsync()
    {
        await turns.WaitAsync();
        try
        {
            await ReloadIfUncertainAsync();
            if (!IsStored && !stop.IsCancellationRequested)
            {
                await AddAsync();
            }

            return isRemoved ? null : IsStored ? stored.State : throw Refused.ShuttingDown;
        }
        finally
        {
            turns.Release();
            Work();
        }
    }

    /// <summary>Waits until it is known whether the schedule is in the store.</summary>
    /// <exception cref="RpcException">The store cannot be read.</exception>
    public async Task SettleAsync()
    {
        await turns.WaitAsync();
        try
        {
            await ReloadIfUncertainAsync();
        }
        finally
        {
            turns.Release();
        }
    }

    /// <summary>A turn on the state after all earlier decisions.</summary>
    public async Task<ScheduleTurn> SnapshotAsync()
    {
        await EnterAsync();
        try
        {
            return Snapshot();
        }
        finally
        {
            turns.Release();
        }
    }

    /// <summary>Describes the schedule, after a round of work: so it shows the start of an earlier trigger.</summary>
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

                await ReloadIfUncertainAsync();
                ThrowIfStopped();
            }

            var description = ScheduleViews.Describe(Snapshot());
            description.Info.InvalidScheduleError = problem.Length > 0
                ? problem
                : description.Info.InvalidScheduleError;
            return description;
        }
        finally
        {
            turns.Release();
        }
    }

    /// <summary>Makes a decision for a request, and returns when it is durable.</summary>
    public async Task<T> DecideAsync<T>(Func<ScheduleTurn, T> verb)
    {
        await EnterAsync();
        try
        {
            var turn = Snapshot();
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

    /// <summary>Deletes the schedule from the store.</summary>
    public async Task RemoveAsync()
    {
        await EnterAsync();
        try
        {
            isUncertain = true;
            await store.RemoveAsync(stored);
            Removed();
        }
        finally
        {
            turns.Release();
            Work();
        }
    }

    /// <summary>Stops the schedule; a running decision is finished.</summary>
    public async ValueTask DisposeAsync()
    {
        stop.Cancel();
        await alarm.DisposeAsync();
        await turns.WaitAsync();
        turns.Release();
        await watches.Ended;
    }

    /// <summary>Waits until a request may decide.</summary>
    private async Task EnterAsync()
    {
        await turns.WaitAsync();
        try
        {
            await ReloadIfUncertainAsync();
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
        if (isRemoved || !IsStored)
        {
            throw ScheduleRegistry.NotFound(stored.State.ScheduleId);
        }

        if (stop.IsCancellationRequested)
        {
            throw Refused.ShuttingDown;
        }
    }

    /// <summary>Writes the schedule to the store for the first time.</summary>
    private async Task AddAsync()
    {
        isUncertain = true;
        try
        {
            stored = await store.AddAsync(stored.State);
            isUncertain = false;
        }
        catch (RpcException)
        {
            await ReloadIfUncertainAsync(); // It may be stored although the answer was lost.
            if (!IsStored)
            {
                throw;
            }
        }
    }

    /// <summary>Reads the schedule from the store, if the outcome of the last write is unknown.</summary>
    private async Task ReloadIfUncertainAsync()
    {
        if (!isUncertain || stop.IsCancellationRequested)
        {
            return;
        }

        if (await store.ReadAsync(stored.State) is { } found)
        {
            stored = found;
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
                turns.Release(); // Between two rounds, waiting requests come first.
            }
        }
    }

    /// <summary>Does a round of work; returns whether nothing is left to do now.</summary>
    private async Task<bool> TryWorkAsync()
    {
        try
        {
            await ReloadIfUncertainAsync();
            return stop.IsCancellationRequested || !IsStored || await WorkOnceAsync();
        }
        catch (Exception caught) when (caught is not OutOfMemoryException)
        {
            TryAgainLater(caught);
            return true;
        }
    }

    /// <summary>Decides what is due now, and performs the effects; returns whether nothing is left to do now.</summary>
    private async Task<bool> WorkOnceAsync()
    {
        var turn = Snapshot();
        var effects = AdvanceSchedule.Decide(turn);
        await CommitAsync(turn);
        turn = Snapshot();
        Exception? obstacle = null;
        foreach (var effect in effects)
        {
            obstacle = await PerformAsync(turn, effect) ?? obstacle;
        }

        await CommitAsync(turn);
        watches.Watch(stored.State.Running);
        if (obstacle is not null)
        {
            TryAgainLater(obstacle);
            return true;
        }

        backoff.Succeeded();
        problem = "";
        turn = Snapshot();
        var next = AdvanceSchedule.NextTime(turn);
        if (next <= turn.Now)
        {
            return false;
        }

        SetAlarm(next);
        return true;
    }

    /// <summary>
    /// Keeps an error for descriptions, and sets the alarm for the next attempt; logs it if it differs from the last
    /// one.
    /// </summary>
    private void TryAgainLater(Exception obstacle)
    {
        if (stop.IsCancellationRequested)
        {
            return;
        }

        var text = $"The schedule could not be worked on; that is tried again: {obstacle.Message}";
        if (text != problem)
        {
            LogNotWorked(stored.State.Namespace, stored.State.ScheduleId, obstacle);
        }

        problem = text;
        SetAlarm(options.TimeProvider.GetUtcNow() + backoff.Failed());
    }

    private Task<bool> Closed(WorkflowExecution action, WorkflowExecutionStatus status, HistoryEvent? close) =>
        DecideAsync(turn => RecordAction.Closed(turn, action, status, close));

    private async Task CommitAsync(ScheduleTurn turn)
    {
        if (turn.State.Equals(stored.State))
        {
            return;
        }

        isUncertain = true;
        var before = stored.State;
        stored = await store.PutAsync(stored, turn.State);
        isUncertain = false;
        ScheduleMetrics.Change(Labels, before, stored.State);
    }

    private LabelSet Labels => metrics.OfNamespace(stored.State.Namespace);

    private async Task<Exception?> PerformAsync(ScheduleTurn turn, ScheduleEffect effect)
    {
        var started = turn.State.Info.ActionCount;
        var failure = await actions.PerformAsync(turn, effect);
        if (effect is ScheduleEffect.Start)
        {
            ScheduleMetrics.Try(Labels, hasFailed: turn.State.Info.ActionCount == started);
        }

        return failure;
    }

    private void SetAlarm(DateTimeOffset? time)
    {
        if (stop.IsCancellationRequested)
        {
            return;
        }

        NextTime = time;
        var left = (time - options.TimeProvider.GetUtcNow())?.TotalMilliseconds;
        alarm.Change(
            left is { } wait
                ? TimeSpan.FromMilliseconds(Math.Clamp(Math.Ceiling(wait), 0, LongestWait.TotalMilliseconds))
                : Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan);
    }

    [LoggerMessage(1012, LogLevel.Error, "Schedule {ScheduleId} of namespace {Namespace} failed; "
        + "it is tried again with backoff, and its description says so")]
    private partial void LogNotWorked(string @namespace, string scheduleId, Exception reason);
}
