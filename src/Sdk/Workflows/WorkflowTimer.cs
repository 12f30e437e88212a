namespace Cairn.Workflows;

/// <summary>A timer of a workflow's time provider. A change cancels the durable timer and starts a new one.</summary>
internal sealed class WorkflowTimer(WorkflowInstance instance, TimerCallback callback, object? state) : ITimer
{
    private CancellationTokenSource? stop;

    /// <inheritdoc/>
    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        TimerCalls.RequireDelay(dueTime, nameof(dueTime));
        TimerCalls.RequireDelay(period, nameof(period));
        stop?.Cancel();
        stop = null;
        if (dueTime != Timeout.InfiniteTimeSpan)
        {
            stop = new();
            instance.Tasks.Observe(RunAsync(dueTime, period, stop.Token));
        }

        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        stop?.Cancel();
        stop = null;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task RunAsync(TimeSpan dueTime, TimeSpan period, CancellationToken cancelled)
    {
        for (var delay = dueTime; ; delay = period)
        {
            // The exception of a cancelled wait is ignored: a timer that is cancelled does not fire.
            var timer = instance.Timers.DelayAsync(RoundedUp(delay), null, cancelled, default);
            await Task.WhenAny(timer);
            if (!timer.IsCompletedSuccessfully)
            {
                return;
            }

            callback(state);
            if (period == Timeout.InfiniteTimeSpan || period == TimeSpan.Zero)
            {
                return;
            }
        }
    }

    private static TimeSpan RoundedUp(TimeSpan delay)
    {
        var rest = delay.Ticks % TimeSpan.TicksPerMillisecond;
        return rest <= 0 || delay > TimeSpan.MaxValue - TimeSpan.FromMilliseconds(1)
            ? delay
            : delay + TimeSpan.FromTicks(TimeSpan.TicksPerMillisecond - rest);
    }
}
