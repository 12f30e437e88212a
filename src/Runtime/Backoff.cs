namespace Cairn.Runtime;

/// <summary>
/// How long to wait before failed work is tried again: 100 ms at first, twice as long after each failure, up to a
/// limit. A random part of up to half of each wait is left out, so that work that failed together is not tried again
/// together. Each piece of work has a backoff of its own, used by one thread at a time.
/// </summary>
/// <param name="options">Where random numbers come from.</param>
/// <param name="longest">The longest wait. Default: 10 seconds.</param>
internal sealed class Backoff(NodeOptions options, TimeSpan? longest = null)
{
    /// <summary>The longest wait after the first failure.</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(100);

    /// <summary>The longest wait, unless the constructor receives another one.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    private readonly TimeSpan longest = longest ?? Longest;
    private TimeSpan next = Shortest;

    /// <summary>Whether the last attempt failed.</summary>
    public bool IsFailing { get; private set; }

    /// <summary>Records a failed attempt; returns how long to wait before the next one.</summary>
    public TimeSpan Failed()
    {
        var wait = next < longest ? next : longest;
        next = wait * 2;
        IsFailing = true;
        return wait * (1 - (options.Chance() / 2));
    }

    /// <summary>Records an attempt that succeeded: the next failure counts as the first one.</summary>
    public void Succeeded()
    {
        next = Shortest;
        IsFailing = false;
    }
}
