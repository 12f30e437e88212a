namespace Cairn.Testing.TimeSkipping;

/// <summary>
/// The clock of an environment: it runs as the machine's does, and can be moved forward. A timer rings when its time
/// has come by this clock.
/// </summary>
/// <param name="post">Runs the callback of a timer.</param>
internal sealed class VirtualTime(Action<Action> post) : TimeProvider, IDisposable
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1); // .NET timers allow about 49 days.

    private readonly Lock sync = new();
    private readonly DateTimeOffset start = System.GetUtcNow();
    private readonly long startStamp = System.GetTimestamp();
    private readonly HashSet<VirtualTimer> timers = [];
    private ITimer? alarm;
    private TimeSpan skipped;

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    private TimeSpan Elapsed => System.GetElapsedTime(startStamp) + skipped;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (sync)
        {
            return start + Elapsed;
        }
    }

    /// <inheritdoc/>
    public override long GetTimestamp()
    {
        lock (sync)
        {
            return Elapsed.Ticks;
        }
    }

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new VirtualTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves the clock forward; timers that fall due by that ring.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time would be after the year 9999.</exception>
    public void Skip(TimeSpan length)
    {
        lock (sync)
        {
            if (length > DateTimeOffset.MaxValue - (start + Elapsed))
            {
                throw new ArgumentOutOfRangeException(
                    nameof(length), length, "Time cannot be skipped beyond the year 9999.");
            }

            skipped += length;
        }

        Ring();
    }

    /// <summary>No timer rings any more.</summary>
    public void Dispose()
    {
        lock (sync)
        {
            timers.Clear();
            alarm?.Dispose();
        }
    }

    private void Ring()
    {
        VirtualTimer[] due;
        lock (sync)
        {
            var now = Elapsed;
            due = [.. timers.Where(timer => timer.Due <= now).OrderBy(timer => timer.Due)];
            timers.ExceptWith(due);
            SetAlarm(now);
        }

        foreach (var timer in due)
        {
            post(timer.Callback);
        }
    }

    private void Post(Action callback) => post(callback);

    private void SetAlarm(TimeSpan now)
    {
        var wait = timers.Count == 0 ? Timeout.InfiniteTimeSpan : timers.Min(timer => timer.Due) - now;
        if (wait > LongestWait)
        {
            wait = LongestWait;
        }
        else if (wait != Timeout.InfiniteTimeSpan)
        {
            wait = TimeSpan.FromMilliseconds(Math.Max(Math.Ceiling(wait.TotalMilliseconds), 0));
        }

        alarm ??= System.CreateTimer(_ => Ring(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        alarm.Change(wait, Timeout.InfiniteTimeSpan);
    }

    private sealed class VirtualTimer(VirtualTime time, Action callback) : ITimer
    {
        public TimeSpan Due { get; private set; }

        public Action Callback => callback;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (period != Timeout.InfiniteTimeSpan)
            {
                throw new NotSupportedException("The engine has no periodic timers.");
            }

            lock (time.sync)
            {
                time.timers.Remove(this);
                if (dueTime > TimeSpan.Zero)
                {
                    var now = time.Elapsed;
                    Due = now + dueTime;
                    time.timers.Add(this);
                    time.SetAlarm(now);
                    return true;
                }
            }

            if (dueTime == TimeSpan.Zero)
            {
                time.Post(callback);
            }

            return true;
        }

        public void Dispose()
        {
            lock (time.sync)
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
