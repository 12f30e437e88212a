using System.Diagnostics;
using Cairn.Embedded;

namespace Cairn.Bench;

/// <summary>What a stretch of time cost: the process's CPU and the store's fsyncs.</summary>
internal sealed class Meter
{
    private readonly CairnEngine engine;
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private readonly TimeSpan cpu = Process.GetCurrentProcess().TotalProcessorTime;
    private readonly long allocated = GC.GetTotalAllocatedBytes();
    private readonly long fsyncs;

    public Meter(CairnEngine engine)
    {
        this.engine = engine;
        fsyncs = engine.Statistics.Fsyncs;
    }

    public Result Read(BenchOptions options, List<double> milliseconds)
    {
        var seconds = clock.Elapsed.TotalSeconds;
       
        var used = (Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalMilliseconds;
        var count = Math.Max(1, milliseconds.Count);
        milliseconds.Sort();
        return new Result(
            options.Workload,
            options.Concurrency,
            milliseconds.Count / seconds,
            Percentile(milliseconds, 0.50),
            Percentile(milliseconds, 0.99),
            used / count,
            (engine.Statistics.Fsyncs - fsyncs) / (double)count,
            (GC.GetTotalAllocatedBytes() - allocated) / (double)count);
    }

    private static double Percentile(List<double> sorted, double part) =>
        sorted.Count == 0 ? 0 : sorted[Math.Min(sorted.Count - 1, (int)(sorted.Count * part))];
}
