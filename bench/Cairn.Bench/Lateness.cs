using System.Collections.Concurrent;

namespace Cairn.Bench;

/// <summary>How late sleepers woke, in milliseconds: the first user code after the sleep against its target.</summary>
internal static class Lateness
{
    private static readonly ConcurrentBag<double> Recorded = [];

    public static int Count => Recorded.Count;

    public static void Record(long targetTicks) =>
        Recorded.Add((DateTime.UtcNow.Ticks - targetTicks) / (double)TimeSpan.TicksPerMillisecond);

    public static List<double> Take() => [.. Recorded];
}
