using Cairn.Common;

namespace Cairn.Activities;

/// <summary>When waiting activities become a batch.</summary>
public class BatchOptions : ICloneable
{
    /// <summary>
    /// The most activities of a batch; with so many it begins at once. At least 1, 100 by default. Each of them has a
    /// slot of the worker, so that <see cref="Worker.CairnWorkerOptions.MaxConcurrentActivities"/> is a limit too.
    /// </summary>
    public int MaxItems { get; set; } = 100;

    /// <summary>
    /// How long the first activity of a batch waits for others: 0 to 1 minute, 50 ms by default. It counts against the
    /// timeouts of the activities.
    /// </summary>
    public TimeSpan MaxWait { get; set; } = TimeSpan.FromMilliseconds(50);

    /// <inheritdoc/>
    public virtual object Clone() => MemberwiseClone();

    /// <exception cref="ArgumentOutOfRangeException">A value is not allowed.</exception>
    internal void Check()
    {
        OptionValues.AtLeast(1, MaxItems);
        OptionValues.Between(TimeSpan.Zero, TimeSpan.FromMinutes(1), MaxWait);
    }
}
