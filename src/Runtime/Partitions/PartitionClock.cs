using Cairn.Engine.Executions;
using Cairn.Protocol;
using Cairn.Storage;
using Microsoft.Extensions.Logging;

namespace Cairn.Runtime.Partitions;

/// <summary>
/// Wakes executions when their time has come, never before. Near times are in memory; later ones are in the store,
/// which is read for the next period before it begins.
/// </summary>
internal sealed partial class PartitionClock : IDisposable
{
    private const int Page = 512;

    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1); // .NET timers allow about 49 days.

    private readonly int number;
    private readonly NodeOptions options;
    private readonly IStore store;
    private readonly Action<ExecutionKey, Attention> wake;
    private readonly Action<Action> post;
    private readonly InternalErrors errors;
    private readonly Backoff backoff;
    private readonly ILogger logger;
    private readonly TimerQueue timers = new();
    private readonly ITimer alarm;
    private readonly ITimer lazyCommit;
    private CancellationTokenSource scans = new();
    private DateTimeOffset horizon = DateTimeOffset.MaxValue;
    private DateTimeOffset? alarmTime;
    private bool isCommitSet;
    private bool isScanning;
    private bool isRinging;
    private bool isStopped;

    public PartitionClock(
        int number,
        NodeOptions options,
        IStore store,
        Action<ExecutionKey, Attention> wake,
        Action commit,
        Action<Action> post,
        InternalErrors errors,
        ILogger logger)
    {
        this.errors = errors;
        this.number = number;
        this.options = options;
        this.store = store;
        this.wake = wake;
        this.post = post;
        this.logger = logger;
        backoff = new Backoff(options);
        alarm = Timer(Ring);
        lazyCommit = Timer(() =>
        {
            isCommitSet = false;
            commit();
        });
    }

    /// <summary>
    /// Finds executions that need attention after a restart: those with tasks that no worker took, and those whose time
    /// has come or is near.
    /// </summary>
    public Task RecoverAsync(CancellationToken cancellationToken) =>
        RecoverAsync(Attention.Restart, cancellationToken);

    /// <summary>Recovers once more after a wait, in the background, until the store answers.</summary>
    public void RecoverAgain(TimeSpan wait)
    {
        var token = scans.Token;
        errors.Start("The recovery of a partition", () => RecoverAgainAsync(wait, token));
    }

    /// <summary>Arms the next timer of an execution.</summary>
    public void Arm(CachedExecution cached)
    {
        if (Wake.NextTime(cached.State) is not { } time)
        {
            Disarm(cached);
            return;
        }

        if (cached.Timer is { IsLive: true } armed && armed.Time <= time)
        {
            return;
        }

        // A time beyond the horizon is found in the store, by the execution's head, unless the head says that a task
        // waits.
        if (time > horizon && IsFoundByTime(cached))
        {
            return;
        }

        Disarm(cached);
        cached.Timer = timers.Add(cached.State.Key, time);
        SetAlarm();
    }

    /// <summary>The earliest time, near or in the store; null if there is none.</summary>
    public async ValueTask<DateTimeOffset?> NextTimeAsync()
    {
        var near = timers.Next;
        if (horizon == DateTimeOffset.MaxValue || near <= horizon)
        {
            return near;
        }

        var start = new DueCursor(horizon, new RunId("\uffff"));
        var page = await store.FindDueAsync(number, start, DateTimeOffset.MaxValue, 1, CancellationToken.None);
        return page is [{ WakeAt: { } later }] && !(near < later) ? later : near;
    }

    /// <summary>Wakes an execution again after a wait, because it could not be loaded.</summary>
    public void WakeAgain(ExecutionKey key, Attention attention, TimeSpan wait)
    {
        timers.Add(key, options.TimeProvider.GetUtcNow() + wait, attention);
        SetAlarm();
    }

    /// <summary>Removes the timer of an execution.</summary>
    public static void Disarm(CachedExecution cached)
    {
        if (cached.Timer is { } entry)
        {
            entry.IsLive = false;
            cached.Timer = null;
        }
    }

    /// <summary>Schedules a commit of the changes that no caller waits for.</summary>
    public void CommitSoon()
    {
        if (!isCommitSet)
        {
            isCommitSet = true;
            lazyCommit.Change(options.LazyCommit, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Forgets all times; they are read from the store again.</summary>
    public void Clear()
    {
        scans.Cancel();
        scans = new CancellationTokenSource();
        isScanning = false;
        timers.Clear();
        alarmTime = null;
        horizon = DateTimeOffset.MaxValue;
    }

    /// <summary>Stops waking executions.</summary>
    public void Dispose()
    {
        isStopped = true;
        scans.Cancel();
        timers.Clear();
        alarm.Dispose();
        lazyCommit.Dispose();
    }

    private bool IsFoundByTime(CachedExecution cached) =>
        !Wake.NeedsRecovery(cached.State, options.WorkersAreInProcess);

    private ITimer Timer(Action ring) => options.TimeProvider.CreateTimer(
        _ => post(ring), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    private void Ring()
    {
        isRinging = true;
        alarmTime = null;
        var now = options.TimeProvider.GetUtcNow();
        while (!isStopped && timers.TakeDue(now) is { } entry)
        {
            wake(entry.Key, entry.Attention);
        }

        if (!isStopped && NextScan is { } time && time <= now)
        {
            // Changes from here on are armed up to the new horizon; earlier changes are in the store, or are armed when
            // their commit ends.
            isScanning = true;
            var from = horizon;
            horizon = now + options.TimerHorizon;
            var (to, token) = (horizon, scans.Token);
            errors.Start("The look ahead of a partition", () => LookAheadAsync(from, to, token));
        }

        isRinging = false;
        SetAlarm();
    }

    /// <summary>When the store is read for the next period; null while it is being read.</summary>
    private DateTimeOffset? NextScan => isScanning || horizon == DateTimeOffset.MaxValue
        ? null
        : horizon - (options.TimerHorizon / 2);

    private void SetAlarm()
    {
        var next = timers.Next is { } time && !(time > NextScan) ? time : NextScan;
        if (isStopped || isRinging || next is not { } wanted || alarmTime <= wanted)
        {
            return;
        }

        alarmTime = wanted;
        TimeSpan wait;
        do
        {
            wait = Left(wanted);
            alarm.Change(wait, Timeout.InfiniteTimeSpan);
        }
        while (wait - Left(wanted) > TimeSpan.FromMilliseconds(1)); // Delayed in between: the alarm would be late.
    }

    /// <summary>The remaining time in milliseconds, rounded up.</summary>
    private TimeSpan Left(DateTimeOffset wanted)
    {
        var left = (wanted - options.TimeProvider.GetUtcNow()).TotalMilliseconds;
        return TimeSpan.FromMilliseconds(Math.Clamp(Math.Ceiling(left), 0, LongestWait.TotalMilliseconds));
    }

    private async Task RecoverAgainAsync(TimeSpan wait, CancellationToken cancellationToken)
    {
        if (wait > TimeSpan.Zero)
        {
            await WaitAsync(wait, cancellationToken);
        }

        await RecoverAsync(Attention.Reset, cancellationToken);
    }

    private async Task RecoverAsync(Attention attention, CancellationToken cancellationToken)
    {
        var end = options.TimeProvider.GetUtcNow() + options.TimerHorizon;
        var isWhole = await ScanAsync(after: null, end, attention, cancellationToken);
        if (attention == Attention.Restart)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }

        post(() => Reached(isWhole, end, cancellationToken));
    }

    private async Task LookAheadAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        var start = new DueCursor(from, new RunId("\uffff"));
        var isWhole = await ScanAsync(start, to, Attention.Time, cancellationToken);
        post(() => Reached(isWhole, to, cancellationToken));
    }

    private async Task<bool> ScanAsync(
        DueCursor? after, DateTimeOffset until, Attention attention, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            IReadOnlyList<ExecutionHead> page;
            try
            {
                page = await store.FindDueAsync(number, after, until, Page, cancellationToken);
            }
            catch (Exception caught) when (attention != Attention.Restart && caught is not OutOfMemoryException)
            {
                var isLoggedByStore = store.Trouble is not null || caught is StoreException { IsLogged: true };
                if (!backoff.IsFailing && !isLoggedByStore && !cancellationToken.IsCancellationRequested)
                {
                    LogNotFound(number, caught);
                }

                await WaitAsync(backoff.Failed(), cancellationToken);

                continue;
            }

            backoff.Succeeded();

            post(() => Found(page, attention));
            if (page.Count < Page)
            {
                return true;
            }

            after = new DueCursor(page[^1].WakeAt!.Value, page[^1].Key.RunId);
        }

        return false;
    }

    private async Task WaitAsync(TimeSpan wait, CancellationToken cancellationToken) =>
        await Task.Delay(wait, options.TimeProvider, cancellationToken).ConfigureAwait(
            ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);

    private void Found(IReadOnlyList<ExecutionHead> heads, Attention attention)
    {
        var now = options.TimeProvider.GetUtcNow();
        foreach (var head in heads)
        {
            if (attention != Attention.Time && head.WakeAt <= now)
            {
                wake(head.Key, attention);
            }
            else
            {
                timers.Add(head.Key, head.WakeAt!.Value);
            }
        }

        SetAlarm();
    }

    private void Reached(bool isWhole, DateTimeOffset end, CancellationToken scan)
    {
        if (isWhole && !scan.IsCancellationRequested)
        {
            isScanning = false;
            horizon = end;
            SetAlarm();
        }
    }

    [LoggerMessage(1009, LogLevel.Error, "Partition {Number} could not read its due timers; it tries again")]
    private partial void LogNotFound(int number, Exception reason);
}
