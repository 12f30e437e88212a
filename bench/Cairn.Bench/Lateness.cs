using System.Collections.Concurrent;
using Cairn.Workflows;

namespace Cairn.Bench;

/// <summary>How late sleepers woke, in milliseconds: the first user code after the sleep against its target.</summary>
internal static class Lateness
{
    private static readonly ConcurrentBag<double> Recorded = [];

    public static int Count => Recorded.Count;

    [Deterministic(Justification = "The bench measures real time, and the workflow gets nothing back.")]
    public static void Record(long targetTicks) =>
        Recorded.Add((DateTime.UtcNow.Ticks - targetTicks) / (double)TimeSpan.TicksPerMillisecond);

    public static List<double> Take() => [.. Recorded];
}
