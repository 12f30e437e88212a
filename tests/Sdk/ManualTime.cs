namespace Cairn.Tests.Sdk;

/// <summary>A clock that moves when the test says so.</summary>
internal sealed class ManualTime : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<ManualTimer> timers = [];
    private DateTimeOffset now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => now;

    public override long GetTimestamp() => now.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves on, and fires what is due on the way, in order.</summary>
    public void Advance(TimeSpan span)
    {
        var end = now + span;
        while (TakeDue(end) is { } due)
        {
            due();
        }

        now = end;
    }

    /// <summary>Waits until somebody waits for the clock.</summary>
    public async Task UntilTimerAsync()
    {
        for (var tries = 0; tries < 3000; tries++)
        {
            if (NextDue() is not null)
            {
                return;
            }

            await Task.Delay(10);
        }

        Assert.Fail("Nobody waits for the clock");
    }

    /// <summary>Waits until somebody waits for the clock, and moves to the earliest moment waited for.</summary>
    public async Task PassNextAsync()
    {
        await UntilTimerAsync();
        if (TakeDue(NextDue()!.Value) is { } fire)
        {
            fire();
        }
    }

    private DateTimeOffset? NextDue()
    {
        lock (gate)
        {
            var due = timers.Count == 0 ? DateTimeOffset.MaxValue : timers.Min(t => t.Due);
            return due == DateTimeOffset.MaxValue ? null : due;
        }
    }

    private Action? TakeDue(DateTimeOffset end)
    {
        lock (gate)
        {
            var next = timers.MinBy(t => t.Due);
            if (next is null || next.Due > end)
            {
                return null;
            }

            now = next.Due > now ? next.Due : now;
            next.Due = DateTimeOffset.MaxValue;
            return next.Fire;
        }
    }

    private sealed class ManualTimer(ManualTime owner, Action fire) : ITimer
    {
        public DateTimeOffset Due { get; set; } = DateTimeOffset.MaxValue;

        public Action Fire => fire;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (owner.gate)
            {
                Due = dueTime == Timeout.InfiniteTimeSpan ? DateTimeOffset.MaxValue : owner.now + dueTime;
                if (!owner.timers.Contains(this))
                {
                    owner.timers.Add(this);
                }
            }

            return true;
        }

        public void Dispose()
        {
            lock (owner.gate)
            {
                owner.timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
