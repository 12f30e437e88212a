namespace Cairn.Workflows;

/// <summary>A workflow's time for APIs that take a time provider. Its timers are durable.</summary>
internal sealed class WorkflowTimeProvider(WorkflowInstance instance) : TimeProvider
{
    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => new(instance.UtcNow, TimeSpan.Zero);

    /// <inheritdoc/>
    public override long GetTimestamp() => instance.UtcNow.Ticks;

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        _ = WorkflowContext.Require();
        var timer = new WorkflowTimer(instance, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }
}
