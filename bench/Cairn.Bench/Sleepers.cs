using Cairn.Bench.Workloads;
using Cairn.Client;

namespace Cairn.Bench;

/// <summary>w5: many workflows sleep; they wake spread evenly over the measured seconds.</summary>
/// <param name="target">The engine.</param>
/// <param name="options">What is measured.</param>
internal sealed class Sleepers(ITarget target, BenchOptions options)
{
    private const int Starters = 64;

    // The last starts must be over before the first sleeper wakes.
    private const int StartsPerSecond = 500;

    public async Task<Result> RunAsync()
    {
        var before = Memory();
        var serverBefore = (await target.CostAsync()).Bytes;
        var lead = TimeSpan.FromSeconds(5 + ((double)options.Concurrency / StartsPerSecond));
        var first = DateTime.UtcNow + lead;
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, Starters).Select(_ => Task.Run(async () =>
        {
            for (var i = Interlocked.Increment(ref next); i < options.Concurrency; i = Interlocked.Increment(ref next))
            {
                var wake = first + (TimeSpan.FromSeconds(options.Seconds) * i / options.Concurrency);
                await target.Client.StartWorkflowAsync(
                    (Sleeper w) => w.RunAsync(wake.Ticks), new WorkflowOptions($"w5-{i}", Program.Queue));
            }
        })));

        var left = first - DateTime.UtcNow - TimeSpan.FromSeconds(1);
        await Task.Delay(left > TimeSpan.Zero ? left : TimeSpan.Zero);
        var bytes = (Memory() - before) / (double)options.Concurrency;
        var serverBytes = ((await target.CostAsync()).Bytes - serverBefore) / (double)options.Concurrency;
        var meter = await Meter.StartAsync(target);
        while (Lateness.Count < options.Concurrency)
        {
            await Task.Delay(50);
        }

        var read = await meter.ReadAsync(options, Lateness.Take());
        return read with { BytesPerSleeper = bytes, ServerBytesPerSleeper = serverBytes };
    }

    private static long Memory()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
