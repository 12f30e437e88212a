using Cairn.Bench.Workloads;
using Cairn.Client;
using Cairn.Embedded;

namespace Cairn.Bench;

/// <summary>w5: many workflows sleep; they wake spread evenly over the measured seconds.</summary>
/// <param name="engine">The engine.</param>
/// <param name="options">What is measured.</param>
internal sealed class Sleepers(CairnEngine engine, BenchOptions options)
{
    private const int Starters = 64;

    // The last starts must be over before the first sleeper wakes.
    private const int StartsPerSecond = 1_000;

    public async Task<Result> RunAsync()
    {
        var before = Memory();
        var lead = TimeSpan.FromSeconds(5 + ((double)options.Concurrency / StartsPerSecond));
        var first = DateTime.UtcNow + lead;
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, Starters).Select(_ => Task.Run(async () =>
        {
            for (var i = Interlocked.Increment(ref next); i < options.Concurrency; i = Interlocked.Increment(ref next))
            {
                var target = first + (TimeSpan.FromSeconds(options.Seconds) * i / options.Concurrency);
                await engine.Client.StartWorkflowAsync(
                    (Sleeper w) => w.RunAsync(target.Ticks), new WorkflowOptions($"w5-{i}", Program.Queue));
            }
        })));

        var left = first - DateTime.UtcNow - TimeSpan.FromSeconds(1);
        await Task.Delay(left > TimeSpan.Zero ? left : TimeSpan.Zero);
        var bytes = (Memory() - before) / (double)options.Concurrency;
        var meter = new Meter(engine);
        while (Lateness.Count < options.Concurrency)
        {
            await Task.Delay(50);
        }

        return meter.Read(options, Lateness.Take()) with { BytesPerSleeper = bytes };
    }

    private static long Memory()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
