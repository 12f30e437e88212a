using Cairn.Protocol;

namespace Cairn.Runtime.Partitions;

/// <summary>The near times of executions, the earliest first.</summary>
internal sealed class TimerQueue
{
    private readonly PriorityQueue<Entry, DateTimeOffset> entries = new();

    /// <summary>The earliest time; null if there is none.</summary>
    public DateTimeOffset? Next
    {
        get
        {
            while (entries.TryPeek(out var entry, out var time))
            {
                if (entry.IsLive)
                {
                    return time;
                }

                entries.Dequeue();
            }

            return null;
        }
    }

    /// <summary>Adds a time for an execution.</summary>
    public Entry Add(ExecutionKey key, DateTimeOffset time, Attention attention = Attention.Time)
    {
        var entry = new Entry(key, time, attention);
        entries.Enqueue(entry, time);
        return entry;
    }

    /// <summary>Removes and returns an entry whose time has come; null if there is none.</summary>
    public Entry? TakeDue(DateTimeOffset now)
    {
        if (Next is not { } time || time > now)
        {
            return null;
        }

        var entry = entries.Dequeue();
        entry.IsLive = false;
        return entry;
    }

    /// <summary>Removes all entries.</summary>
    public void Clear() => entries.Clear();

    /// <summary>A time for an execution.</summary>
    /// <param name="key">The execution.</param>
    /// <param name="time">The time.</param>
    /// <param name="attention">Why the execution wakes.</param>
    internal sealed class Entry(ExecutionKey key, DateTimeOffset time, Attention attention)
    {
        /// <summary>The execution.</summary>
        public ExecutionKey Key => key;

        /// <summary>The time.</summary>
        public DateTimeOffset Time => time;

        /// <summary>Why the execution wakes.</summary>
        public Attention Attention => attention;

        /// <summary>Whether it still counts; if not, it is dropped when it comes to the front.</summary>
        public bool IsLive { get; set; } = true;
    }
}
