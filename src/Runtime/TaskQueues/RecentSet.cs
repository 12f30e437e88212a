using System.Collections.Concurrent;

namespace Cairn.Runtime.TaskQueues;

/// <summary>What happened lately, and can be forgotten when no poll can remember the time before it.</summary>
/// <typeparam name="T">What it happened to.</typeparam>
/// <param name="time">The clock.</param>
internal sealed class RecentSet<T>(TimeProvider time)
    where T : notnull
{
    /// <summary>How long it is remembered: longer than any poll waits.</summary>
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<T, DateTimeOffset> known = new();

    /// <summary>It happened now. Forgets what is long past.</summary>
    public void Add(T one)
    {
        var now = time.GetUtcNow();
        foreach (var old in known.Where(pair => pair.Value + Memory < now))
        {
            known.TryRemove(old);
        }

        known[one] = now;
    }

    /// <summary>Whether it happened lately.</summary>
    public bool Contains(T one) => known.ContainsKey(one);
}
