using Cairn.Engine.Executions;
using Cairn.Protocol;
using Cairn.Storage;

namespace Cairn.Runtime.Partitions;

/// <summary>
/// Wakes executions when their time has come, never before. What is near is in memory; the rest is in the store, which
/// is asked for the next stretch of time before it begins.
/// </summary>
internal sealed class PartitionClock : IDisposable
{
    private const int Page = 512;

    private readonly int number;
    private readonly NodeOptions options;
    private readonly IStore store;
    private readonly Action<ExecutionKey, Attention> wake;
    private readonly Action<Action> post;
    private readonly TimerQueue timers = new();
    private readonly ITimer alarm;
    private readonly ITimer lazyCommit;
    private DateTimeOffset horizon = DateTimeOffset.MaxValue;
    private DateTimeOffset? alarmTime;
    private bool isCommitSet;
    private bool isScanning;
    private bool isStopped;

    public PartitionClock(
        int number,
        NodeOptions options,
        IStore store,
        Action<ExecutionKey, Attention> wake,
        Action commit,
        Action<Action> post)
    {
        this.number = number;
        this.options = options;
        this.store = store;
        this.wake = wake;
        this.post = post;
        alarm = Timer(Ring);
        lazyCommit = Timer(() =>
        {
            isCommitSet = false;
            commit();
        });
    }

    /// <summary>
    /// Finds what needs attention after a restart: executions with tasks that nobody took, and those whose time has
    /// come or is near.
    /// </summary>
    /// <param name="attention">After what.</param>
    /// <param name="cancellationToken">Ends the search early.</param>
    public async Task RecoverAsync(Attention attention, CancellationToken cancellationToken)
    {
        var end = options.TimeProvider.GetUtcNow() + options.TimerHorizon;
        await ScanAsync(after: null, end, attention, cancellationToken);
        post(() => Reached(end));
    }

    /// <summary>Makes sure that an execution is woken at its next time.</summary>
    public void Arm(Resident resident)
    {
        if (Wake.NextTime(resident.State) is not { } time)
        {
            Drop(resident);
            return;
        }

        // What is beyond the horizon is found by its head in the store, unless the head says that a task waits.
        if (resident.Timer?.Time <= time || (time > horizon && IsFoundByTime(resident)))
        {
            return;
        }

        Drop(resident);
        resident.Timer = timers.Add(resident.State.Key, time);
        SetAlarm();
    }

    /// <summary>Has what nobody waits for committed soon.</summary>
    public void CommitSoon()
    {
        if (!isCommitSet)
        {
            isCommitSet = true;
            lazyCommit.Change(options.LazyCommit, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Forgets all times; they are found again in the store.</summary>
    public void Clear()
    {
        timers.Clear();
        alarmTime = null;
        horizon = DateTimeOffset.MaxValue;
    }

    /// <summary>Wakes nothing more.</summary>
    public void Dispose()
    {
        isStopped = true;
        timers.Clear();
        alarm.Dispose();
        lazyCommit.Dispose();
    }

    private bool IsFoundByTime(Resident resident) =>
        !Wake.NeedsRecovery(resident.State, options.WorkersAreInProcess);

    private static void Drop(Resident resident)
    {
        if (resident.Timer is { } entry)
        {
            entry.IsLive = false;
            resident.Timer = null;
        }
    }

    private ITimer Timer(Action ring) => options.TimeProvider.CreateTimer(
        _ => post(ring), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    private void Ring()
    {
        alarmTime = null;
        var now = options.TimeProvider.GetUtcNow();
        while (!isStopped && timers.TakeDue(now) is { } entry)
        {
            wake(entry.Key, Attention.Time);
        }

        if (!isStopped && !isScanning && now + (options.TimerHorizon / 2) >= horizon)
        {
            isScanning = true;
            _ = LookAheadAsync(horizon, now + options.TimerHorizon);
        }

        SetAlarm();
    }

    private void SetAlarm()
    {
        var half = horizon == DateTimeOffset.MaxValue ? horizon : horizon - (options.TimerHorizon / 2);
        var next = timers.Next is { } time && time < half ? time : half;
        if (isStopped || next == DateTimeOffset.MaxValue || alarmTime <= next)
        {
            return;
        }

        alarmTime = next;
        var wait = next - options.TimeProvider.GetUtcNow();
        var whole = TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds));
        alarm.Change(whole > TimeSpan.Zero ? whole : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    private async Task LookAheadAsync(DateTimeOffset from, DateTimeOffset to)
    {
        try
        {
            await ScanAsync(new DueCursor(from, new RunId("\uffff")), to, Attention.Time, CancellationToken.None);
            post(() => Reached(to));
        }
        finally
        {
            post(() => isScanning = false);
        }
    }

    private async Task ScanAsync(
        DueCursor? after, DateTimeOffset until, Attention attention, CancellationToken cancellationToken)
    {
        while (true)
        {
            var page = await store.FindDueAsync(number, after, until, Page, cancellationToken);
            post(() => Found(page, attention));
            if (page.Count < Page)
            {
                return;
            }

            after = new DueCursor(page[^1].WakeAt!.Value, page[^1].Key.RunId);
        }
    }

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

    private void Reached(DateTimeOffset end)
    {
        horizon = end;
        SetAlarm();
    }
}
