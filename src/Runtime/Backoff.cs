namespace Cairn.Runtime;

/// <summary>
/// How long to wait before work that failed is tried again: 100 ms at first, twice as long after each failure, up to a
/// limit. Up to half of each wait is left out by chance, so that what failed together is not tried again together.
/// Its user has one for each piece of work, and calls it from one thread at a time.
/// </summary>
/// <param name="options">Where chance comes from.</param>
/// <param name="longest">The longest wait. Default: 10 seconds.</param>
internal sealed class Backoff(NodeOptions options, TimeSpan? longest = null)
{
    /// <summary>The longest wait after the first failure.</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(100);

    /// <summary>The longest wait, unless another is asked for.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    private readonly TimeSpan longest = longest ?? Longest;
    private TimeSpan next = Shortest;

    /// <summary>Whether the last attempt failed.</summary>
    public bool IsFailing { get; private set; }

    /// <summary>An attempt failed: answers how long to wait before the next one.</summary>
    public TimeSpan Failed()
    {
        var wait = next < longest ? next : longest;
        next = wait * 2;
        IsFailing = true;
        return wait * (1 - (options.Chance() / 2));
    }

    /// <summary>An attempt succeeded: the next failure is the first one.</summary>
    public void Succeeded()
    {
        next = Shortest;
        IsFailing = false;
    }
}
