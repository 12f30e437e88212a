namespace Cairn.Runtime.TaskQueues;

/// <summary>The rate of an event over the last half minute. Used under the lock of its queue.</summary>
/// <param name="time">The clock.</param>
internal sealed class RecentRate(TimeProvider time)
{
    private const int Seconds = 30;

    private readonly int[] counts = new int[Seconds];
    private long second;

    /// <summary>Records the event.</summary>
    public void Count()
    {
        Forget();
        counts[second % Seconds]++;
    }

    /// <summary>Events a second, on average.</summary>
    public float PerSecond()
    {
        Forget();
        return (float)counts.Sum() / Seconds;
    }

    private void Forget()
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        for (second = Math.Max(second, now - Seconds); second < now;)
        {
            counts[++second % Seconds] = 0;
        }
    }
}
