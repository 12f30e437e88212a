using System.Diagnostics;

namespace Cairn.Bench;

/// <summary>
/// What a stretch of time cost: CPU of this process and of the server, and the store's fsyncs. It prints when the time
/// begins and when it is over, so that others can measure the machine meanwhile.
/// </summary>
internal sealed class Meter
{
    private readonly ITarget target;
    private readonly ServerCost server;
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private readonly TimeSpan cpu = Process.GetCurrentProcess().TotalProcessorTime;
    private readonly long allocated = GC.GetTotalAllocatedBytes();

    private Meter(ITarget target, ServerCost server)
    {
        this.target = target;
        this.server = server;
    }

    /// <summary>Measures from now on.</summary>
    public static async Task<Meter> StartAsync(ITarget target)
    {
        Console.WriteLine("measuring");
        return new Meter(target, await target.CostAsync());
    }

    /// <summary>Reads what was measured.</summary>
    /// <param name="options">What it was.</param>
    /// <param name="milliseconds">How long each took.</param>
    /// <param name="count">By how many the cost is divided; null means by as many as took time.</param>
    public async Task<Result> ReadAsync(BenchOptions options, List<double> milliseconds, int? count = null)
    {
        var seconds = clock.Elapsed.TotalSeconds;
        var used = Process.GetCurrentProcess().TotalProcessorTime - cpu;
        var bytes = GC.GetTotalAllocatedBytes() - allocated;
        var cost = await target.CostAsync();
        Console.WriteLine("measured");
        var divisor = (double)Math.Max(1, count ?? milliseconds.Count);
        milliseconds.Sort();
        return new Result(
            options.Workload,
            options.Concurrency,
            divisor / seconds,
            Percentile(milliseconds, 0.50),
            Percentile(milliseconds, 0.99),
            Percentile(milliseconds, 1),
            (cost.Cpu - server.Cpu).TotalMilliseconds / divisor,
            used.TotalMilliseconds / divisor,
            (cost.Fsyncs - server.Fsyncs) / divisor,
            bytes / divisor);
    }

    private static double Percentile(List<double> sorted, double part) =>
        sorted.Count == 0 ? 0 : sorted[Math.Min(sorted.Count - 1, (int)(sorted.Count * part))];
}
