namespace Cairn.Tests.Simulation.Machine;

/// <summary>The clock of a process. Its timers ring late, and now and then a little early, as real ones do.</summary>
/// <param name="process">Whose clock it is.</param>
internal sealed class SimTime(SimProcess process) : TimeProvider
{
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => process.World.Now;

    public override long GetTimestamp() => process.World.Elapsed.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new SimTimer(process, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class SimTimer(SimProcess process, Action ring) : ITimer
    {
        private Alarm? alarm;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (period != Timeout.InfiniteTimeSpan)
            {
                throw new NotSupportedException("Timers that repeat are not simulated.");
            }

            alarm?.TurnOff();
            alarm = null;
            if (dueTime != Timeout.InfiniteTimeSpan)
            {
                alarm = new Alarm(process, ring);
                process.World.Set(alarm, dueTime + Error(dueTime));
            }

            return true;
        }

        public void Dispose() => alarm?.TurnOff();

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private TimeSpan Error(TimeSpan dueTime)
        {
            var dice = process.World.Dice;
            return dice.Chance(0.02) && dueTime > TimeSpan.Zero
                ? -dice.Between(TimeSpan.Zero, TimeSpan.FromMilliseconds(1))
                : dice.Chance(0.5) ? TimeSpan.Zero : dice.Between(TimeSpan.Zero, TimeSpan.FromMilliseconds(15));
        }
    }
}
