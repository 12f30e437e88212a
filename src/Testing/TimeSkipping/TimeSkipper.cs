using Cairn.Runtime;
using Microsoft.Extensions.Logging;

namespace Cairn.Testing.TimeSkipping;

/// <summary>
/// Moves the clock of an environment to the next time at which something falls due, while the test waits and nothing
/// else can go on: the engine has no work, no worker has a task, and none is about to take one.
/// </summary>
/// <param name="node">The engine.</param>
/// <param name="scheduler">Runs the engine's work.</param>
/// <param name="time">The engine's clock.</param>
/// <param name="tasks">The tasks that workers have.</param>
/// <param name="limits">When it gives up.</param>
/// <param name="logger">Where it says that time does not move.</param>
internal sealed partial class TimeSkipper(
    Node node, WorkScheduler scheduler, VirtualTime time, RunningTasks tasks, SkipLimits limits, ILogger logger)
    : IAsyncDisposable
{
    // Timers of the engine have whole milliseconds, rounded up.
    private static readonly TimeSpan Grain = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    private readonly Waits waits = new();
    private readonly SemaphoreSlim changed = new(0);
    private readonly CancellationTokenSource stop = new();
    private long lastCall = TimeProvider.System.GetTimestamp();
    private int disabled;
    private Task running = Task.CompletedTask;

    /// <summary>The calls that wait.</summary>
    public IReadOnlyList<Wait> Waiting => waits.All;

    /// <summary>Makes the error for a workflow that nothing can wake.</summary>
    public required Func<string, Task<Exception>> StuckAsync { get; init; }

    private TimeSpan Idle => TimeProvider.System.GetElapsedTime(Volatile.Read(ref lastCall));

    /// <summary>Begins.</summary>
    public void Start() => running = Task.Run(RunAsync);

    /// <summary>A test or a worker called the engine.</summary>
    public void Called()
    {
        Volatile.Write(ref lastCall, TimeProvider.System.GetTimestamp());
        Changed();
    }

    /// <summary>Something changed on which it depends whether time may move.</summary>
    public void Changed()
    {
        if (changed.CurrentCount == 0)
        {
            changed.Release();
        }
    }

    /// <summary>Stops moving time for results, until <see cref="Enable"/> is called as often.</summary>
    public void Disable() => Interlocked.Increment(ref disabled);

    /// <summary>Ends one <see cref="Disable"/>.</summary>
    public void Enable()
    {
        Interlocked.Decrement(ref disabled);
        Changed();
    }

    /// <summary>Begins to wait.</summary>
    public void Add(Wait wait)
    {
        waits.Add(wait);
        Called();
    }

    /// <summary>Ends to wait.</summary>
    public void Remove(Wait wait) => waits.Remove(wait);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync().ConfigureAwait(false);
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stop.Dispose(); // The engine's last work still signals its end: the semaphore stays, and owns no handle.
    }

    private async Task RunAsync()
    {
        while (!stop.IsCancellationRequested)
        {
            TimeSpan pause;
            try
            {
                pause = await StepAsync().ConfigureAwait(false);
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                End(waits.All, _ => e); // The test hears of it: nothing else would end its calls.
                pause = Look;
            }

            if (pause > TimeSpan.Zero || pause == Timeout.InfiniteTimeSpan)
            {
                await changed.WaitAsync(pause, stop.Token).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Looks once; returns how long, in real time, there is nothing to do without a change.</summary>
    private async Task<TimeSpan> StepAsync()
    {
        if (waits.All is not { Count: > 0 } all || !scheduler.TryPause())
        {
            return Timeout.InfiniteTimeSpan; // A wait, or the end of the engine's work, is a change.
        }

        TimeSpan pause;
        try
        {
            pause = await WhileIdleAsync(all).ConfigureAwait(false);
        }
        finally
        {
            scheduler.Resume();
        }

        if (pause == TimeSpan.MinValue)
        {
            await EndStuckAsync().ConfigureAwait(false);
            return TimeSpan.Zero;
        }

        return pause;
    }

    private async ValueTask<TimeSpan> WhileIdleAsync(IReadOnlyList<Wait> all)
    {
        var now = time.GetUtcNow();
        if (Holder(now) is { } holder)
        {
            EndLateDelays(all, now, holder);
            return Look;
        }

        foreach (var delay in all.Where(wait => wait.WorkflowId is null))
        {
            delay.Until ??= After(now, delay.Delay);
        }

        if (EndDelays(all, now))
        {
            return TimeSpan.Zero;
        }

        var next = await node.NextTimeAsync().ConfigureAwait(false);
        var until = all.Min(wait => wait.Until);
        var isResultWanted = Volatile.Read(ref disabled) == 0 && all.Any(wait => wait.WorkflowId is not null);
        var target = until is null && !isResultWanted ? null : next is null || until < next ? until : next;
        if (target is { } moment)
        {
            return SkipTo(moment, now, all);
        }

        return next is not null ? Timeout.InfiniteTimeSpan
            : Idle >= limits.Idle ? TimeSpan.MinValue
            : limits.Idle - Idle + Grain;
    }

    /// <summary>What can go on without a move of time; null if nothing can.</summary>
    private string? Holder(DateTimeOffset now) =>
        tasks.Describe(now)
        ?? (node.MessagesUnderWay > 0 ? "a message between workflows"
            : node.Queues.AnyServed(limits.Idle) ? "a task that waits for a worker"
            : null);

    private TimeSpan SkipTo(DateTimeOffset moment, DateTimeOffset now, IReadOnlyList<Wait> all)
    {
        if (moment <= now)
        {
            return Grain; // It is due: its timer rings within a millisecond.
        }

        if (node.Queues.Unserved() is { Count: > 0 } unserved)
        {
            LogUnserved(string.Join(", ", unserved.Select(queue => $"{queue.Name.Value} ({queue.Kind})")), moment);
        }

        var length = moment - now + Grain;
        var isTooFar = false;
        foreach (var wait in all.Where(wait => wait.WorkflowId is not null))
        {
            wait.Skipped += length;
            if (wait.Skipped > limits.Skip)
            {
                isTooFar = true;
                wait.End(new TimeoutException(
                    $"Workflow {wait.WorkflowId} did not end although {limits.Skip} of time were skipped for it. If it "
                    + "needs more time, set SkipLimit in the options of the environment."));
            }
        }

        if (!isTooFar)
        {
            time.Skip(length);
        }

        return TimeSpan.Zero;
    }

    private static DateTimeOffset After(DateTimeOffset now, TimeSpan delay) =>
        delay > DateTimeOffset.MaxValue - now ? DateTimeOffset.MaxValue : now + delay;

    private static bool EndDelays(IReadOnlyList<Wait> all, DateTimeOffset now)
    {
        var over = all.Where(wait => wait.Until <= now).ToList();
        End(over, _ => null);
        return over.Count > 0;
    }

    private static void End(IEnumerable<Wait> ended, Func<Wait, Exception?> error)
    {
        foreach (var wait in ended)
        {
            wait.End(error(wait));
        }
    }

    /// <summary>While time is held it passes as the machine's does, and delays end by that.</summary>
    private void EndLateDelays(IReadOnlyList<Wait> all, DateTimeOffset now, string holder)
    {
        foreach (var wait in all.Where(wait => wait.WorkflowId is null))
        {
            var elapsed = TimeProvider.System.GetElapsedTime(wait.Began);
            if (elapsed >= wait.Delay + limits.Idle || now - limits.Idle >= wait.Until)
            {
                wait.End(null);
            }
            else if (elapsed >= limits.Idle && !wait.IsHeldReported)
            {
                wait.IsHeldReported = true;
                LogHeld(wait.Delay, holder);
            }
        }
    }

    private async Task EndStuckAsync()
    {
        foreach (var wait in waits.All.Where(wait => wait.WorkflowId is not null))
        {
            wait.End(await StuckAsync(wait.WorkflowId!).ConfigureAwait(false));
            waits.Remove(wait);
        }
    }

    [LoggerMessage(8001, LogLevel.Warning, "DelayAsync({Delay}) waits in real time, because this is running: {Holder}")]
    private partial void LogHeld(TimeSpan delay, string holder);

    [LoggerMessage(8002, LogLevel.Warning, "Time moves on to {Moment}, though tasks wait on queues that no worker "
        + "polls: {Queues}")]
    private partial void LogUnserved(string queues, DateTimeOffset moment);
}
