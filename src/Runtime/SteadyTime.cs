using Microsoft.Extensions.Logging;

namespace Cairn.Runtime;

/// <summary>
/// The machine's clock, but it never goes back. When the machine's clock is set back, durations run on, and this clock
/// is ahead of the machine until the machine's clock is set forward again or the node is restarted. When the machine's
/// clock is set forward, this clock follows at once, since a machine that slept looks the same.
/// </summary>
/// <param name="machine">The machine's clock.</param>
/// <param name="logger">Where a jump is logged.</param>
internal sealed partial class SteadyTime(TimeProvider machine, ILogger logger) : TimeProvider
{
    // This clock stands still during a smaller step back: small corrections are normal.
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(1);

    // If reading both clocks takes longer than this, they are read again.
    private static readonly TimeSpan LongestReading = TimeSpan.FromMilliseconds(50);

    private readonly Lock sync = new();
    private DateTimeOffset lastWall = machine.GetUtcNow();
    private long lastStamp = machine.GetTimestamp();
    private TimeSpan ahead;
    private DateTimeOffset latest;

    /// <inheritdoc/>
    public override long TimestampFrequency => machine.TimestampFrequency;

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => machine.LocalTimeZone;

    /// <inheritdoc/>
    public override long GetTimestamp() => machine.GetTimestamp();

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        machine.CreateTimer(callback, state, dueTime, period);

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (sync)
        {
            var (wall, stamp) = Read();
            var jump = wall - lastWall - machine.GetElapsedTime(lastStamp, stamp);
            (lastWall, lastStamp) = (wall, stamp);
            if (jump < -Tolerance)
            {
                ahead -= jump;
                LogSetBack(-jump, ahead);
            }
            else if (jump > Tolerance && ahead > TimeSpan.Zero)
            {
                ahead = ahead > jump ? ahead - jump : TimeSpan.Zero;
                LogSetForward(jump, ahead);
            }

            var now = wall + ahead;
            latest = now > latest ? now : latest;
            return latest;
        }
    }

    private (DateTimeOffset Wall, long Stamp) Read()
    {
        while (true)
        {
            var before = machine.GetTimestamp();
            var wall = machine.GetUtcNow();
            var stamp = machine.GetTimestamp();
            if (machine.GetElapsedTime(before, stamp) <= LongestReading)
            {
                return (wall, stamp);
            }
        }
    }

    [LoggerMessage(1014, LogLevel.Warning, "The machine's clock was set back by {Jump}. Timers and timeouts run on; "
        + "times in histories are {Ahead} ahead of the machine's clock until it is set forward or Cairn starts again")]
    private partial void LogSetBack(TimeSpan jump, TimeSpan ahead);

    [LoggerMessage(1015, LogLevel.Warning, "The machine's clock was set forward by {Jump}; times in histories are "
        + "{Ahead} ahead of it")]
    private partial void LogSetForward(TimeSpan jump, TimeSpan ahead);
}
