using System.Diagnostics;

namespace Cairn.Worker.Tuning;

/// <summary>How much of the memory and of the processor time that it may use the process uses.</summary>
/// <param name="Memory">The fraction of memory, 0 to 1.</param>
/// <param name="Cpu">The fraction of processor time in the last moments, 0 to 1.</param>
internal readonly record struct ProcessLoad(double Memory, double Cpu)
{
    // Shorter spans say little about the processor.
    private static readonly TimeSpan Span = TimeSpan.FromMilliseconds(100);
    private static readonly Lock Sync = new();
    private static long measured = Stopwatch.GetTimestamp();
    private static TimeSpan cpuTime = CpuTime;
    private static ProcessLoad last = new(MemoryNow, 0);

    // .NET counts what a container may use: its processors, and its limit of memory.
    private static double MemoryNow =>
        (double)Environment.WorkingSet / GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;

    private static TimeSpan CpuTime =>
        OperatingSystem.IsIOS() || OperatingSystem.IsTvOS() || OperatingSystem.IsBrowser()
            ? TimeSpan.Zero
            : Environment.CpuUsage.TotalTime;

    /// <summary>The load now; measured at most ten times a second.</summary>
    public static ProcessLoad Measure()
    {
        lock (Sync)
        {
            var elapsed = Stopwatch.GetElapsedTime(measured);
            if (elapsed >= Span)
            {
                var used = CpuTime;
                last = new(MemoryNow, (used - cpuTime) / (elapsed * Environment.ProcessorCount));
                (measured, cpuTime) = (Stopwatch.GetTimestamp(), used);
            }

            return last;
        }
    }
}
