namespace Cairn.Tests.Runtime;

/// <summary>Time that passes when a test says so. Timers ring in the order in which they are due.</summary>
/// <param name="start">When it begins.</param>
internal sealed class ManualTime(DateTimeOffset start) : TimeProvider
{
    public static readonly DateTimeOffset Start = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Lock gate = new();
    private readonly List<ManualTimer> timers = [];
    private TimeSpan elapsed;
    private TimeSpan jumped;

    public ManualTime()
        : this(Start)
    {
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
        {
            return start + elapsed + jumped;
        }
    }

    public override long GetTimestamp()
    {
        lock (gate)
        {
            return elapsed.Ticks;
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Waits until a timer is set for a time of the wall clock.</summary>
    public async Task TimerAsync(DateTimeOffset due)
    {
        var deadline = DateTimeOffset.UtcNow + Harness.WaitLimit;
        while (!IsSet(due))
        {
            Assert.True(DateTimeOffset.UtcNow < deadline, $"No timer was set for {due:O}.");
            await Task.Delay(1);
        }
    }

    /// <summary>Lets time pass, and rings what falls due on the way.</summary>
    public void Advance(TimeSpan length)
    {
        TimeSpan end;
        lock (gate)
        {
            end = elapsed + length;
        }

        while (TakeDue(end) is { } timer)
        {
            timer.Ring();
        }
    }

    /// <summary>The wall clock is set to another time; timers do not know.</summary>
    public void Jump(TimeSpan length)
    {
        lock (gate)
        {
            jumped += length;
        }
    }

    /// <summary>Rings every timer that is set, long before it is due.</summary>
    public void RingAllEarly()
    {
        List<ManualTimer> all;
        lock (gate)
        {
            all = [.. timers];
            timers.Clear();
        }

        all.ForEach(timer => timer.Ring());
    }

    private bool IsSet(DateTimeOffset due)
    {
        lock (gate)
        {
            return timers.Exists(timer => start + timer.Due + jumped == due);
        }
    }

    private ManualTimer? TakeDue(TimeSpan end)
    {
        lock (gate)
        {
            var next = timers.MinBy(timer => timer.Due);
            if (next is null || next.Due > end)
            {
                elapsed = end;
                return null;
            }

            elapsed = next.Due > elapsed ? next.Due : elapsed;
            timers.Remove(next);
            return next;
        }
    }

    private sealed class ManualTimer(ManualTime time, Action ring) : ITimer
    {
        public TimeSpan Due { get; private set; }

        public void Ring() => ring();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            Assert.Equal(Timeout.InfiniteTimeSpan, period);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(dueTime.TotalMilliseconds, uint.MaxValue - 1);
            lock (time.gate)
            {
                time.timers.Remove(this);
                if (dueTime > TimeSpan.Zero)
                {
                    Due = time.elapsed + dueTime;
                    time.timers.Add(this);
                }
            }

            if (dueTime == TimeSpan.Zero)
            {
                ThreadPool.QueueUserWorkItem(_ => ring());
            }

            return true;
        }

        public void Dispose()
        {
            lock (time.gate)
            {
                time.timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
