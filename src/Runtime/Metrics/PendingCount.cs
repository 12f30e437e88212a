namespace Cairn.Runtime.Metrics;

/// <summary>How many things of one kind are pending, and since when. Used under the lock of its owner.</summary>
internal sealed class PendingCount
{
    private const long Grain = TimeSpan.TicksPerMinute;

    private readonly Dictionary<long, int> minutes = [];
    private long? oldest;
    private bool isOldestKnown = true;

    /// <summary>How many are pending.</summary>
    public long Total { get; private set; }

    /// <summary>The minute in which the oldest one began; null if none is pending.</summary>
    public DateTimeOffset? Oldest
    {
        get
        {
            if (!isOldestKnown)
            {
                oldest = minutes.Count == 0 ? null : minutes.Keys.Min();
                isOldestKnown = true;
            }

            return oldest is { } minute ? new DateTimeOffset(minute * Grain, TimeSpan.Zero) : null;
        }
    }

    /// <summary>One more is pending.</summary>
    /// <param name="since">When it began.</param>
    public void Add(DateTimeOffset since)
    {
        var minute = since.UtcTicks / Grain;
        Total++;
        minutes[minute] = minutes.GetValueOrDefault(minute) + 1;
        if (isOldestKnown && !(oldest <= minute))
        {
            oldest = minute;
        }
    }

    /// <summary>One less is pending.</summary>
    /// <param name="since">When it began.</param>
    public void Remove(DateTimeOffset since)
    {
        var minute = since.UtcTicks / Grain;
        Total--;
        var left = minutes.GetValueOrDefault(minute) - 1;
        if (left > 0)
        {
            minutes[minute] = left;
            return;
        }

        minutes.Remove(minute);
        isOldestKnown &= oldest != minute;
    }
}
