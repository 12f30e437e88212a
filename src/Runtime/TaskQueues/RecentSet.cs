using System.Collections.Concurrent;

namespace Cairn.Runtime.TaskQueues;

/// <summary>A set of recent items; an item is removed when it is older than any poll.</summary>
/// <typeparam name="T">The type of an item.</typeparam>
/// <param name="time">The clock.</param>
internal sealed class RecentSet<T>(TimeProvider time)
    where T : notnull
{
    /// <summary>How long an item stays: longer than any poll waits.</summary>
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<T, DateTimeOffset> known = new();

    /// <summary>Adds an item. Removes old ones.</summary>
    public void Add(T one)
    {
        var now = time.GetUtcNow();
        foreach (var old in known.Where(pair => pair.Value + Memory < now))
        {
            known.TryRemove(old);
        }

        known[one] = now;
    }

    /// <summary>Whether an item was added lately.</summary>
    public bool Contains(T one) => known.ContainsKey(one);
}
