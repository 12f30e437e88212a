using System.Diagnostics;
using Cairn.Bench.Workloads;
using Cairn.Client;

namespace Cairn.Bench;

/// <summary>
/// w1 to w4: so many callers, each of whom starts a workflow, waits for its end, and starts the next one.
/// </summary>
/// <param name="target">The engine.</param>
/// <param name="options">What is measured.</param>
internal sealed class ClosedLoop(ITarget target, BenchOptions options)
{
    private int next;

    public async Task<Result> RunAsync()
    {
        await LoadAsync(TimeSpan.FromSeconds(options.WarmUp));
        var meter = await Meter.StartAsync(target);
        return await meter.ReadAsync(options, await LoadAsync(TimeSpan.FromSeconds(options.Seconds)));
    }

    private async Task<List<double>> LoadAsync(TimeSpan length)
    {
        var clock = Stopwatch.StartNew();
        var callers = Enumerable.Range(0, options.Concurrency).Select(_ => Task.Run(async () =>
        {
            var took = new List<double>();
            while (clock.Elapsed < length)
            {
                took.Add(await OneAsync());
            }

            return took;
        }));
        return (await Task.WhenAll(callers)).SelectMany(took => took).ToList();
    }

    private async Task<double> OneAsync()
    {
        var id = $"{options.Workload}-{Interlocked.Increment(ref next)}";
        var how = new WorkflowOptions(id, Program.Queue);
        var begin = Stopwatch.GetTimestamp();
        switch (options.Workload)
        {
            case "w1":
                await target.Client.ExecuteWorkflowAsync((OneActivity w) => w.RunAsync(1), how);
                break;
            case "w2":
                await target.Client.ExecuteWorkflowAsync((TenActivities w) => w.RunAsync(1), how);
                break;
            case "w3":
                await target.Client.ExecuteWorkflowAsync((ManyActivities w) => w.RunAsync(100), how);
                break;
            default:
                var handle = await target.Client.StartWorkflowAsync((OneSignal w) => w.RunAsync(), how);
                await Task.Delay(60); // The workflow waits before it is told.
                begin = Stopwatch.GetTimestamp();
                await handle.SignalAsync(w => w.GoAsync());
                await handle.GetResultAsync();
                break;
        }

        return Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
    }
}
